package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkRankTest {
  private static final String TITLE = "A Slow Theory of Pumps in Cold Rivers";
  private static final String ON_A_TITLE = "On which pages did “" + TITLE + "” appear?";

  @Test
  void prefersTheTitleAskedForToOtherTitles() {
    Document list =
        page(link("/papers/1", "A Fast Theory of Valves in Warm Lakes"), link("/papers/2", TITLE));

    List<Finding.NextLink> ranked = rank(ON_A_TITLE, list);

    assertThat(ranked.getFirst().url()).hasPath("/papers/2");
    assertThat(ranked.getLast().score()).isLessThan(Research.WORTH_OPENING);
  }

  @Test
  void keepsVolumesWorthOpeningWhereATitleIsSought() {
    Document list = page(link("/volumes/1", "Volume 1"), link("/volumes/2", "Volume 2"));

    assertThat(rank(ON_A_TITLE, list))
        .allMatch(link -> link.score() > Research.WORTH_OPENING)
        .hasSize(2);
  }

  @Test
  void takesAShortChineseAnchorForNoTitle() {
    Document home = page(link("/investors/", "投资者关系"));

    List<Finding.NextLink> ranked = rank("2023年末,青禾仪器南山厂有多少名员工?", home);

    assertThat(ranked.getFirst().score()).isGreaterThan(Research.WORTH_OPENING);
  }

  @Test
  void doesNotLetAJournalsNameMakeEveryQuestionOneAboutPapers() {
    Document about = page(link("/papers/7", "Paper"), link("/about/governance", "Governance"));

    List<Finding.NextLink> ranked =
        rank("Who is the editor in chief of Orlen Journal of Pumps?", about);

    assertThat(ranked.getFirst().url()).hasPath("/about/governance");
  }

  @Test
  void findsTheFrontPageOfAnotherSiteWorthOpening() {
    Document entry = page(link("https://b.example/", "Valves"), link("/x/y", "Colours"));

    List<Finding.NextLink> ranked = rank("What was the revenue of Orlen Tide in 2021?", entry);

    assertThat(ranked.getFirst().url()).hasHost("b.example");
    assertThat(ranked.getFirst().score()).isGreaterThan(Research.WORTH_OPENING);
  }

  private static List<Finding.NextLink> rank(String question, Document document) {
    return new LinkRank(question, List.of()).rank(document, false, 10);
  }

  private static String link(String href, String anchor) {
    return "<a href='%s'>%s</a>".formatted(href, anchor);
  }

  private static Document page(String... links) {
    String html =
        "<html><head><title>A page</title></head><body><p>Some words.</p><ul><li>"
            + String.join("</li><li>", links)
            + "</li></ul></body></html>";
    var reader =
        new FormatReader(
            DocumentsConfig.DEFAULT,
            _ -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "text formats only"));
    var source =
        new Source(
            html.getBytes(StandardCharsets.UTF_8),
            "text/html; charset=utf-8",
            URI.create("https://a.example/list"));
    return ((Reading.Read) reader.read(source)).document();
  }
}
