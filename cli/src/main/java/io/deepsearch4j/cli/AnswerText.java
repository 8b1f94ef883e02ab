package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Answer.Citation;
import io.deepsearch4j.agent.Answer.JudgedSentence;
import io.deepsearch4j.report.Plain;
import io.deepsearch4j.report.RunRecord;
import io.deepsearch4j.report.Timeline;
import java.util.stream.Collectors;

/// An answer for people who read a terminal: sentences with marks, then the sources they rest on.
final class AnswerText {
  private static final int QUOTE = 400;

  private AnswerText() {}

  static String of(RunRecord report) {
    Answer answer = report.answer();
    var text = new StringBuilder();
    body(answer, text);
    if (!answer.citations().isEmpty()) {
      text.append("\nSources\n");
      answer.citations().forEach(citation -> source(citation, text));
    }
    if (!answer.openQuestions().isEmpty()) {
      text.append("\nStill unknown\n");
      answer.openQuestions().forEach(open -> text.append("- ").append(line(open)).append('\n'));
    }
    text.append('\n');
    if (!report.isWhole()) {
      text.append(ending(report)).append('\n');
    }
    text.append(report.modelWords()).append('\n');
    return Plain.text(text.toString());
  }

  private static void body(Answer answer, StringBuilder text) {
    if (answer.answer().isBlank() && answer.sentences().isEmpty()) {
      text.append("No answer was found.\n");
      return;
    }
    boolean saidBelow =
        answer.sentences().size() == 1
            && answer.sentences().getFirst().text().contains(answer.answer());
    if (!answer.answer().isBlank() && !saidBelow) {
      text.append(answer.answer().strip()).append('\n');
    }
    if (!answer.sentences().isEmpty()) {
      text.append(saidBelow ? "" : "\n");
      text.append(
          answer.sentences().stream().map(AnswerText::sentence).collect(Collectors.joining("\n")));
      text.append('\n');
    }
  }

  static String sentence(JudgedSentence sentence) {
    String marks =
        sentence.citations().stream()
            .map(number -> "[" + number + "]")
            .collect(Collectors.joining());
    String verdict = verdict(sentence);
    return sentence.text().strip()
        + (marks.isEmpty() ? "" : " " + marks)
        + (verdict.isEmpty() ? "" : " (" + verdict + ")");
  }

  /// What is to be said of a sentence that does not simply stand; empty where it does.
  static String verdict(JudgedSentence sentence) {
    String word =
        switch (sentence.verdict()) {
          case SUPPORTED -> "";
          case PARTLY -> "partly supported";
          case UNSUPPORTED -> "not supported";
          case CONTRADICTED -> "contradicted";
          case UNCHECKED -> "not checked";
        };
    return word.isEmpty() || sentence.why().isBlank() ? word : word + ": " + line(sentence.why());
  }

  /// What a source is called: its title, or else its place.
  static String title(Citation citation) {
    return citation.title().isBlank() ? Timeline.place(citation.url()) : citation.title();
  }

  private static void source(Citation citation, StringBuilder text) {
    text.append('[').append(citation.number()).append("] ").append(line(title(citation)));
    text.append(" · ").append(line(citation.locator().toString()));
    text.append("\n    ").append(line(citation.url().toString()));
    text.append("\n    “").append(Plain.line(citation.quote(), QUOTE)).append("”\n");
  }

  /// Why the answer is not whole.
  static String ending(RunRecord report) {
    String why = report.answer().why();
    String state =
        switch (report.run().state()) {
          case COMPLETED -> "Complete";
          case PARTIAL -> "Partial answer";
          case FAILED -> "The run failed";
          case CANCELLED -> "Cancelled";
          case QUEUED, RUNNING, WAITING, CANCELLING -> "The run has not ended";
        };
    return why.isBlank() ? state + "." : state + ": " + line(why).replaceFirst("\\.$", "") + ".";
  }

  private static String line(String text) {
    return Plain.line(text, 2_000);
  }
}
