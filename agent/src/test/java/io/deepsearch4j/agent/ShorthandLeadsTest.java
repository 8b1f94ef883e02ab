package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Link;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShorthandLeadsTest {
  private static final URI MILL = URI.create("https://list.example/old-mill");
  private static final URI PEER = URI.create("https://list.example/new-mill");
  private static final URI NEXT = URI.create("https://list.example/?page=2");

  private static ShorthandLeads leads(String question) {
    List<Link> links =
        List.of(
            new Link(MILL, "The Old Mill", "", "", Link.Kind.PAGE, 0),
            new Link(PEER, "The New Mill", "", "", Link.Kind.PAGE, 0),
            new Link(NEXT, "Next", "", "", Link.Kind.NEXT, 0));
    var document =
        new Document("text/plain", "Mills", "", "en", "", List.of(), List.of(), links, List.of());
    Map<String, URI> shown = new LinkedHashMap<>();
    shown.put("The New Mill @1", PEER);
    shown.put("The Old Mill @2", MILL);
    shown.put("Next @3", NEXT);
    return ShorthandLeads.of(question, document, shown);
  }

  @Test
  void aLinkThatBearsTheNameIsALead() {
    assertThat(leads("Old Mill : maker"))
        .isEqualTo(new ShorthandLeads(List.of("The Old Mill @2"), List.of("Next @3")));
  }

  @Test
  void soAreThoseOfAllWorksOfADescription() {
    assertThat(leads("? : cites The Old Mill ; The New Mill").named())
        .containsExactly("The New Mill @1", "The Old Mill @2");
  }

  @Test
  void aNameThatIsTooShortLeadsNowhere() {
    assertThat(leads("Mill : maker").named()).isEmpty();
  }
}
