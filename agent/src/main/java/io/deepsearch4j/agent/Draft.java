package io.deepsearch4j.agent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;

/// An answer that nobody has checked yet.
///
/// @param answer the short answer, without marks
/// @param sentences the answer in full, each sentence with the evidence it rests on
/// @param confidence the author's own, from 0 to 1
/// @param openQuestions what the author knows to be unknown
public record Draft(
    String answer, List<Sentence> sentences, double confidence, List<String> openQuestions) {

  /// A sentence and the ids of its evidence.
  public record Sentence(String text, List<String> evidence) {
    public Sentence {
      Objects.requireNonNull(text);
      evidence = List.copyOf(evidence);
    }
  }

  public Draft {
    Objects.requireNonNull(answer);
    sentences = List.copyOf(sentences);
    openQuestions = List.copyOf(openQuestions);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence lies between 0 and 1, not " + confidence);
    }
  }

  /// Nothing could be said.
  public static Draft nothing() {
    return new Draft("", List.of(), 0, List.of());
  }

  @JsonIgnore
  public boolean isEmpty() {
    return answer.isBlank() && sentences.isEmpty();
  }
}
