package io.deepsearch4j.server;

import io.deepsearch4j.agent.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An answer as one text, with marks like `[1]` and with what each mark stands for.
///
/// @param annotations one per mark, in the order of the text
record CitedText(String text, List<Annotation> annotations) {

  /// What a mark stands for.
  ///
  /// @param startIndex where the cited sentence begins in the text, in UTF-16 units
  /// @param sourceStart where the quote begins in the page's text
  /// @param verdict how the sentence stands against its passages
  record Annotation(
      int startIndex,
      int endIndex,
      String url,
      String title,
      String quote,
      String evidenceId,
      int sourceStart,
      int sourceEnd,
      String verdict) {}

  static CitedText of(Answer answer) {
    var text = new StringBuilder();
    var annotations = new ArrayList<Annotation>();
    boolean said =
        answer.sentences().stream().anyMatch(one -> one.text().contains(answer.answer()));
    if (!said && !answer.answer().isBlank()) {
      text.append(answer.answer()).append("\n\n");
    }
    for (Answer.JudgedSentence sentence : answer.sentences()) {
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append(' ');
      }
      int start = text.length();
      text.append(sentence.text().strip());
      int end = text.length();
      for (int number : sentence.citations()) {
        text.append(" [").append(number).append(']');
        answer.citations().stream()
            .filter(one -> one.number() == number)
            .findFirst()
            .ifPresent(one -> annotations.add(annotation(start, end, sentence, one)));
      }
    }
    if (answer.partial() && !answer.why().isBlank()) {
      text.append(text.isEmpty() ? "" : "\n\n").append("(Partial answer: ").append(answer.why());
      text.append(')');
    }
    return new CitedText(text.toString().strip(), List.copyOf(annotations));
  }

  private static Annotation annotation(
      int start, int end, Answer.JudgedSentence sentence, Answer.Citation citation) {
    return new Annotation(
        start,
        end,
        citation.url().toString(),
        citation.title(),
        citation.quote(),
        citation.evidence(),
        citation.start(),
        citation.end(),
        sentence.verdict().name().toLowerCase(Locale.ROOT));
  }
}
