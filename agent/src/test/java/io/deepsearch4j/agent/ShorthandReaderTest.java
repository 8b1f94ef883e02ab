package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Link;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShorthandReaderTest {
  private static final URI AT = URI.create("https://news.example/mills");
  private static final URI MILL = URI.create("https://news.example/m");
  private static final URI NEXT = URI.create("https://news.example/?page=2");
  private static final List<Link> LINKS =
      List.of(
          new Link(NEXT, "Next", "", "", Link.Kind.NEXT, 0),
          new Link(MILL, "The Old Mill", "", "", Link.Kind.PAGE, 0));

  private static Finding read(String question, String text, String thought, String reply) {
    var blocks = new ArrayList<Block>();
    int start = 0;
    for (String line : text.split("\n")) {
      blocks.add(
          new Block(
              Block.Kind.PARAGRAPH,
              0,
              start,
              start + line.length(),
              new Locator.Line(blocks.size() + 1),
              true));
      start += line.length() + 1;
    }
    var document =
        new Document("text/plain", "Mills", "", "en", text, blocks, List.of(), LINKS, List.of());
    String sha256 = PageStore.sha256(text.getBytes(StandardCharsets.UTF_8));
    var page =
        new Page(
            PageStore.pageId(AT, sha256),
            AT,
            AT,
            List.of(),
            "text/plain",
            sha256,
            text.length(),
            sha256,
            Instant.EPOCH,
            "no robots.txt");
    var task = new Question("Who made the Old Mill?", "en", LocalDate.EPOCH);
    return new ShorthandReader(Thinking.SLOW)
        .read(
            new DocumentQa.Assignment(question, task, List.of(), List.of(), page, document),
            new ModelPurchases(ScriptedChatModel.of(ScriptedChatModel.thinking(thought, reply))));
  }

  private static List<URI> links(Finding finding) {
    return finding.links().stream().map(Finding.NextLink::url).toList();
  }

  @Test
  void answersWithWhatALineOfThePageSays() {
    Finding finding = read("Old Mill : maker", "Bo made Old Mill.", "Bo made Old Mill.", "is Bo");

    assertThat(finding.status()).isEqualTo(Finding.Status.ANSWERED);
    assertThat(finding.answer()).isEqualTo("Bo");
  }

  @Test
  void followsTheLinkThatBearsTheNameFirstAndTheNextPageLast() {
    Finding finding = read("Old Mill : maker", "Old Mill is old.", "nothing here", "no");

    assertThat(finding.status()).isEqualTo(Finding.Status.NOT_FOUND);
    assertThat(links(finding)).containsExactly(MILL, NEXT);
  }

  @Test
  void aLinkIsNoAnswerButIsFollowed() {
    // The next page of a list is shown first.
    String link = "The Old Mill " + Shorthand.handle("Old Mill : maker " + AT.getPath(), 1);

    Finding finding = read("Old Mill : maker", "Old Mill is old.", link, "is The Old Mill");

    assertThat(finding.status()).isEqualTo(Finding.Status.NOT_FOUND);
    assertThat(links(finding)).containsExactly(MILL, NEXT);
  }

  @Test
  void believesNoPageThatIsPlainlyAboutOthers() {
    Finding finding = read("Old Barn : maker", "Bo made Old Mill.", "Bo made Old Mill.", "is Bo");

    assertThat(finding.status()).isEqualTo(Finding.Status.NOT_FOUND);
  }

  @Test
  void aWholeLineIsNoValue() {
    Finding finding =
        read("Old Mill : maker", "Bo made Old Mill.", "Bo made Old Mill.", "is Bo made Old Mill");

    assertThat(finding.status()).isEqualTo(Finding.Status.NOT_FOUND);
  }

  @Test
  void theYearThatIsAskedDecidesTheCell() {
    String row = "Old Mill : 2022 5 ; 2023 7";

    assertThat(read("Old Mill : wheels 2023", row, row, "is 5").answer()).isEqualTo("7");
  }
}
