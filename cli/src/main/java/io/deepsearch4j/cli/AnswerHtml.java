package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Answer.Citation;
import io.deepsearch4j.agent.Answer.JudgedSentence;
import java.net.URI;
import java.util.Set;

/// An answer as one HTML file that needs nothing else and runs nothing. Every text from outside is
/// escaped; only http and https addresses become links.
final class AnswerHtml {
  private static final Set<String> LINKED = Set.of("http", "https");
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="%s">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="referrer" content="no-referrer">
      <title>%s</title>
      <style>
      body { font: 17px/1.55 Georgia, "Noto Serif CJK SC", serif; max-width: 44em; margin: 3em auto; padding: 0 1em;
        color: #1c1c1c; background: #fdfdfb; }
      h1 { font-size: 1.5em; line-height: 1.25; } h2 { font-size: 1.1em; margin-top: 2.2em; }
      .short { font-size: 1.25em; font-weight: bold; }
      .note { border-left: 4px solid #c47f00; padding-left: .8em; }
      .verdict { color: #9a3b00; font-size: .85em; } blockquote { margin: .3em 0 1.2em; padding-left: 1em;
        border-left: 3px solid #ccc; color: #444; }
      footer { margin-top: 3em; font-size: .85em; color: #666; } a { color: #0b57a4; overflow-wrap: anywhere; }
      @media (prefers-color-scheme: dark) { body { color: #e6e6e3; background: #161616; } a { color: #8ab4f8; }
        blockquote { color: #bbb; border-color: #555; } .verdict { color: #f0a060; } footer { color: #999; } }
      </style>
      </head>
      <body>
      """;

  private AnswerHtml() {}

  static String of(Report report) {
    Answer answer = report.answer();
    String question = escaped(report.spec().question().text());
    var html = new StringBuilder();
    html.append(HEAD.formatted(escaped(report.spec().question().language()), question));
    html.append("<h1>").append(question).append("</h1>\n");
    if (!report.isWhole()) {
      html.append("<p class=\"note\">").append(escaped(AnswerText.ending(report))).append("</p>\n");
    }
    if (answer.answer().isBlank() && answer.sentences().isEmpty()) {
      html.append("<p>No answer was found.</p>\n");
    }
    if (!answer.answer().isBlank()) {
      html.append("<p class=\"short\">").append(escaped(answer.answer())).append("</p>\n");
    }
    answer.sentences().forEach(one -> sentence(one, html));
    if (!answer.citations().isEmpty()) {
      html.append("<h2>Sources</h2>\n<ol>\n");
      answer.citations().forEach(one -> source(one, html));
      html.append("</ol>\n");
    }
    if (!answer.openQuestions().isEmpty()) {
      html.append("<h2>Still unknown</h2>\n<ul>\n");
      answer
          .openQuestions()
          .forEach(one -> html.append("<li>").append(escaped(one)).append("</li>\n"));
      html.append("</ul>\n");
    }
    html.append("<footer>").append(escaped(report.modelWords())).append(" Run ");
    html.append(escaped(report.run().id())).append(", ").append(report.run().created());
    return html.append(".</footer>\n</body>\n</html>\n").toString();
  }

  private static void sentence(JudgedSentence sentence, StringBuilder html) {
    html.append("<p>").append(escaped(sentence.text()));
    for (int number : sentence.citations()) {
      html.append(" <a href=\"#s").append(number).append("\">[").append(number).append("]</a>");
    }
    String verdict = AnswerText.verdict(sentence);
    if (!verdict.isEmpty()) {
      html.append(" <span class=\"verdict\">(").append(escaped(verdict)).append(")</span>");
    }
    html.append("</p>\n");
  }

  private static void source(Citation citation, StringBuilder html) {
    html.append("<li id=\"s").append(citation.number()).append("\" value=\"");
    html.append(citation.number())
        .append("\">")
        .append(escaped(AnswerText.title(citation)))
        .append(", ");
    html.append(escaped(citation.locator().toString())).append("<br>");
    html.append(link(citation.url()));
    html.append("<blockquote>").append(escaped(citation.quote())).append("</blockquote></li>\n");
  }

  private static String link(URI url) {
    String address = escaped(url.toString());
    return LINKED.contains(String.valueOf(url.getScheme()))
        ? "<a rel=\"noreferrer noopener\" href=\"" + address + "\">" + address + "</a>"
        : address;
  }

  static String escaped(String text) {
    return Plain.text(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
