package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.Ranker;
import io.deepsearch4j.web.Fetched;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reader claims to have read, and the page does not say.
class InventedQuoteTest {
  private static final String QUESTION = "How high is the tower?";
  private static final String FACT = "The tower is 330 m high.";

  @TempDir Path folder;
  private Fetched.Opened opened;

  @BeforeEach
  void open() {
    String url = "https://tower.example/";
    opened =
        (Fetched.Opened)
            new TestPages(folder).page(url, "The tower\n" + FACT).open(URI.create(url));
  }

  @Test
  void aQuoteThatDoesNotStandOnThePageIsRefused() {
    Finding finding = read("999 m", "The tower is 999 m high.");

    assertThat(finding.status()).isEqualTo(Finding.Status.NOT_FOUND);
    assertThat(finding.answer()).isEmpty();
    assertThat(finding.quotes()).isEmpty();
    assertThat(finding.remarks()).anyMatch(remark -> remark.contains("does not stand"));
  }

  @Test
  void anInventedQuoteLowersWhatTheTrueOneBesideItIsWorth() {
    Finding finding = read("330 m", FACT, "It was measured twice by the state.");

    assertThat(finding.status()).isEqualTo(Finding.Status.PARTIAL);
    assertThat(finding.confidence()).isLessThanOrEqualTo(0.5);
    assertThat(quoted(finding)).containsExactly(FACT);
  }

  @Test
  void aTrueQuoteDoesNotCarryAnAnswerWithAnotherNumber() {
    Finding finding = read("324 m", FACT);

    assertThat(finding.status()).isNotEqualTo(Finding.Status.ANSWERED);
    assertThat(finding.remarks()).isNotEmpty();
  }

  @Test
  void aTrueQuoteCarriesItsAnswer() {
    Finding finding = read("330 m", FACT);

    assertThat(finding.status()).isEqualTo(Finding.Status.ANSWERED);
    assertThat(quoted(finding)).containsExactly(FACT);
  }

  private Finding read(String answer, String... quotes) {
    String json =
        Replies.JSON.writeValueAsString(
            Map.of(
                "verdict",
                "ANSWERED",
                "answer",
                answer,
                "confidence",
                0.9,
                "evidence",
                Stream.of(quotes)
                    .map(quote -> Map.of("passage", 0, "quote", quote, "polarity", "SUPPORTS"))
                    .toList()));
    var reader =
        new ModelDocumentQa(
            new Excerpts(new Ranker(Embedder.none())), Thinking.SLOW, AgentConfig.DEFAULT.window());
    var task = new Question(QUESTION, "en", LocalDate.of(2026, 1, 15));
    return reader.read(
        new DocumentQa.Assignment(
            QUESTION, task, List.of(), List.of(), opened.page(), opened.document()),
        new ModelPurchases(ScriptedChatModel.answering(_ -> ScriptedChatModel.saying(json))));
  }

  private List<String> quoted(Finding finding) {
    Document document = opened.document();
    return finding.quotes().stream()
        .map(quote -> document.text(quote.start(), quote.end()))
        .toList();
  }
}
