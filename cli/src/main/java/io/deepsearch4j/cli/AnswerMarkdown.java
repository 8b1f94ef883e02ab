package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Answer.Citation;
import java.net.URI;
import java.util.stream.Collectors;

/// An answer as Markdown. Text from pages cannot become a heading, a link or HTML.
final class AnswerMarkdown {
  private AnswerMarkdown() {}

  static String of(Report report) {
    Answer answer = report.answer();
    var text = new StringBuilder();
    text.append("# ").append(escaped(report.spec().question().text())).append("\n\n");
    if (!report.isWhole()) {
      text.append("> ").append(escaped(AnswerText.ending(report))).append("\n\n");
    }
    if (answer.answer().isBlank() && answer.sentences().isEmpty()) {
      text.append("No answer was found.\n\n");
    }
    if (!answer.answer().isBlank()) {
      text.append("**").append(escaped(answer.answer())).append("**\n\n");
    }
    text.append(
        answer.sentences().stream()
            .map(one -> escaped(AnswerText.sentence(one)))
            .collect(Collectors.joining("\n\n")));
    if (!answer.citations().isEmpty()) {
      text.append("\n\n## Sources\n\n");
      answer.citations().forEach(citation -> source(citation, text));
    }
    if (!answer.openQuestions().isEmpty()) {
      text.append("\n## Still unknown\n\n");
      answer.openQuestions().forEach(open -> text.append("- ").append(escaped(open)).append('\n'));
    }
    text.append("\n---\n\n").append(escaped(report.modelWords()));
    text.append(" Run ").append(report.run().id()).append(", ").append(report.run().created());
    return text.append(".\n").toString();
  }

  private static void source(Citation citation, StringBuilder text) {
    text.append("- \\[")
        .append(citation.number())
        .append("\\] ")
        .append(escaped(AnswerText.title(citation)));
    text.append(", ").append(escaped(citation.locator().toString()));
    text.append(" – <").append(address(citation.url())).append(">\n\n");
    text.append("  > ").append(escaped(citation.quote())).append("\n\n");
  }

  private static String address(URI url) {
    return url.toASCIIString().replace("<", "%3C").replace(">", "%3E");
  }

  private static String escaped(String text) {
    return Plain.line(text, Integer.MAX_VALUE - 1)
        .replace("\\", "\\\\")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([`*_{}\\[\\]()#+!|>~-])", "\\\\$1");
  }
}
