package io.deepsearch4j.report;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Answer.Citation;
import io.deepsearch4j.agent.Answer.JudgedSentence;
import io.deepsearch4j.report.ReportDocument.Block;
import io.deepsearch4j.report.ReportDocument.Bullets;
import io.deepsearch4j.report.ReportDocument.Inline;
import io.deepsearch4j.report.ReportDocument.Lead;
import io.deepsearch4j.report.ReportDocument.Mark;
import io.deepsearch4j.report.ReportDocument.Note;
import io.deepsearch4j.report.ReportDocument.Notice;
import io.deepsearch4j.report.ReportDocument.Paragraph;
import io.deepsearch4j.report.ReportDocument.Remark;
import io.deepsearch4j.report.ReportDocument.Section;
import io.deepsearch4j.report.ReportDocument.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Composes the [ReportDocument] of a run: the one place that decides what a report says, and the
/// one place where text from outside enters it.
final class Composition {
  /// Beyond this nobody reads; the JSON form has them all.
  static final int MOST_SENTENCES = 5_000;

  private static final int PARAGRAPH = 600;

  private final RunRecord record;
  private final Answer answer;
  private final String language;
  private final Set<Integer> numbers;
  private final Appendix appendix;

  Composition(RunRecord record) {
    this.record = record;
    this.answer = record.answer();
    this.language = record.spec().question().language();
    this.numbers = answer.citations().stream().map(Citation::number).collect(Collectors.toSet());
    this.appendix = new Appendix(record);
  }

  ReportDocument document() {
    var sections = new ArrayList<Section>();
    question(sections);
    sections.add(section("answer", Label.ANSWER, answer()));
    if (!answer.openQuestions().isEmpty()) {
      sections.add(section("open", Label.OPEN, List.of(points(answer.openQuestions()))));
    }
    if (!answer.sentences().isEmpty()) {
      sections.add(section("claims", Label.CLAIMS, List.of(appendix.claims())));
    }
    record.plan().ifPresent(plan -> sections.add(section("plan", Label.PLAN, appendix.plan(plan))));
    if (!answer.citations().isEmpty()) {
      sections.add(section("sources", Label.SOURCES, appendix.sources()));
    }
    if (!answer.remarks().isEmpty()) {
      sections.add(section("remarks", Label.REMARKS, List.of(points(answer.remarks()))));
    }
    sections.add(section("bill", Label.BILL, appendix.bill()));
    sections.add(section("run", Label.RUN, appendix.run()));
    return new ReportDocument(
        Clean.line(record.spec().question().text(), Clean.TITLE),
        Clean.line(language, 40),
        record.run().id(),
        record.run().updated(),
        sections,
        notes());
  }

  /// A question that is too long for a title stands in full below it.
  private void question(List<Section> sections) {
    String whole = Clean.line(record.spec().question().text(), Integer.MAX_VALUE);
    if (whole.length() > Clean.TITLE) {
      sections.add(
          section("question", Label.QUESTION, List.of(new Paragraph(List.of(new Text(whole))))));
    }
  }

  private Section section(String id, Label heading, List<? extends Block> blocks) {
    return new Section(id, heading.in(language), List.copyOf(blocks));
  }

  private List<Block> answer() {
    var blocks = new ArrayList<Block>();
    if (!record.isWhole()) {
      blocks.add(new Notice(appendix.ending()));
    }
    if (answer.answer().isBlank() && answer.sentences().isEmpty()) {
      blocks.add(new Notice(Label.NO_ANSWER.in(language)));
    }
    if (!answer.answer().isBlank()) {
      blocks.add(new Lead(Clean.line(answer.answer(), Clean.SENTENCE)));
    }
    blocks.addAll(paragraphs());
    int more = answer.sentences().size() - MOST_SENTENCES;
    if (more > 0) {
      blocks.add(new Notice(more + " " + Label.MORE_SENTENCES.in(language)));
    }
    return blocks;
  }

  /// Sentences in groups, because five hundred paragraphs of one sentence are hard to read.
  private List<Paragraph> paragraphs() {
    var paragraphs = new ArrayList<Paragraph>();
    var inlines = new ArrayList<Inline>();
    int length = 0;
    for (JudgedSentence sentence : Appendix.shown(answer)) {
      String text = Clean.line(sentence.text(), Clean.SENTENCE);
      if (length > 0 && length + text.length() > PARAGRAPH) {
        paragraphs.add(new Paragraph(inlines));
        inlines.clear();
        length = 0;
      }
      inlines.add(new Text(length == 0 ? text : gap(text) + text));
      length += text.length();
      known(sentence).forEach(number -> inlines.add(new Mark(number)));
      String remark = remark(sentence);
      if (!remark.isEmpty()) {
        inlines.add(new Remark(remark));
      }
    }
    if (!inlines.isEmpty()) {
      paragraphs.add(new Paragraph(inlines));
    }
    return paragraphs;
  }

  /// Chinese sentences follow each other without a space.
  private static String gap(String text) {
    return !text.isEmpty() && Character.isIdeographic(text.codePointAt(0)) ? "" : " ";
  }

  /// A mark without a footnote would lead nowhere.
  private List<Integer> known(JudgedSentence sentence) {
    return sentence.citations().stream().filter(numbers::contains).toList();
  }

  private String remark(JudgedSentence sentence) {
    String word = appendix.verdict(sentence.verdict());
    return switch (sentence.verdict()) {
      case SUPPORTED -> "";
      case PARTLY, UNSUPPORTED, CONTRADICTED, UNCHECKED ->
          sentence.why().isBlank() ? word : word + ": " + Clean.line(sentence.why(), Clean.REMARK);
    };
  }

  private static Bullets points(List<String> texts) {
    return new Bullets(texts.stream().map(one -> Clean.line(one, Clean.SENTENCE)).toList());
  }

  private List<Note> notes() {
    return answer.citations().stream()
        .map(
            one ->
                new Note(
                    one.number(),
                    Appendix.title(one.title(), one.url()),
                    Clean.line(one.locator().toString(), Clean.TITLE),
                    ReportDocument.Address.of(one.url()),
                    Clean.line(one.quote(), Clean.QUOTE)))
        .toList();
  }
}
