package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Locator;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What a run ends with: an answer, how well each of its sentences stands, and where anyone can
/// check it.
///
/// @param partial a limit was reached or something does not stand; the answer is what was known
/// @param why why it stopped, as a sentence; empty after an ordinary end
/// @param answer the short answer; empty when none was found
/// @param citations the evidence cited, numbered from 1 in the order in which sentences cite it
/// @param openQuestions what is still unknown
/// @param confidence the verifier's score where it judged, otherwise the author's own
/// @param languageModel the model that answered; empty when none was used
public record Answer(
    boolean partial,
    StopReason stopReason,
    String why,
    String answer,
    List<JudgedSentence> sentences,
    List<Citation> citations,
    List<String> openQuestions,
    double confidence,
    String languageModel,
    List<String> remarks) {

  /// A sentence of the answer with its verdict and the numbers of its citations.
  public record JudgedSentence(
      String text, Verdict.Support verdict, String why, List<Integer> citations) {
    public JudgedSentence {
      Objects.requireNonNull(text);
      Objects.requireNonNull(verdict);
      Objects.requireNonNull(why);
      citations = List.copyOf(citations);
    }
  }

  /// A passage that anyone can check: offsets into the stored text, hashes of text and bytes.
  public record Citation(
      int number,
      String evidence,
      URI url,
      String title,
      String quote,
      int start,
      int end,
      Locator locator,
      String page,
      String sha256,
      String textSha256,
      Instant fetchedAt,
      String robots) {}

  public Answer {
    Objects.requireNonNull(stopReason);
    Objects.requireNonNull(why);
    Objects.requireNonNull(answer);
    sentences = List.copyOf(sentences);
    citations = List.copyOf(citations);
    openQuestions = List.copyOf(openQuestions);
    Objects.requireNonNull(languageModel);
    remarks = List.copyOf(remarks);
  }
}
