package io.deepsearch4j.report;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Answer.Citation;
import io.deepsearch4j.agent.Answer.JudgedSentence;
import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Plan;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.agent.Verdict;
import io.deepsearch4j.report.ReportDocument.Address;
import io.deepsearch4j.report.ReportDocument.Align;
import io.deepsearch4j.report.ReportDocument.Block;
import io.deepsearch4j.report.ReportDocument.Bullets;
import io.deepsearch4j.report.ReportDocument.Column;
import io.deepsearch4j.report.ReportDocument.Entry;
import io.deepsearch4j.report.ReportDocument.Field;
import io.deepsearch4j.report.ReportDocument.Grid;
import io.deepsearch4j.report.ReportDocument.Hash;
import io.deepsearch4j.report.ReportDocument.Paragraph;
import io.deepsearch4j.report.ReportDocument.Text;
import io.deepsearch4j.report.ReportDocument.Words;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What stands behind an answer: the claims one by one, the plan, the pages, the bill and the
/// settings.
final class Appendix {
  private final RunRecord record;
  private final Answer answer;
  private final String language;

  Appendix(RunRecord record) {
    this.record = record;
    this.answer = record.answer();
    this.language = record.spec().question().language();
  }

  /// The sentences that a report has room for.
  static List<JudgedSentence> shown(Answer answer) {
    return answer.sentences().stream().limit(Composition.MOST_SENTENCES).toList();
  }

  /// What a source is called: its title, or else its place.
  static String title(String title, URI url) {
    return title.isBlank() ? Timeline.place(url) : Clean.line(title, Clean.TITLE);
  }

  /// How the run ended, as a sentence.
  String ending() {
    Label label =
        switch (record.run().state()) {
          case COMPLETED -> Label.COMPLETE;
          case PARTIAL -> Label.PARTIAL;
          case FAILED -> Label.FAILED;
          case CANCELLED -> Label.CANCELLED;
          case QUEUED, RUNNING, WAITING, CANCELLING -> Label.UNFINISHED;
        };
    String why = Clean.line(answer.why(), Clean.SENTENCE);
    return why.isEmpty() ? label.in(language) : label.in(language) + ": " + why;
  }

  String verdict(Verdict.Support support) {
    Label label =
        switch (support) {
          case SUPPORTED -> Label.SUPPORTED;
          case PARTLY -> Label.PARTLY;
          case UNSUPPORTED -> Label.UNSUPPORTED;
          case CONTRADICTED -> Label.CONTRADICTED;
          case UNCHECKED -> Label.UNCHECKED;
        };
    return label.in(language);
  }

  Grid claims() {
    Map<Integer, String> evidence =
        answer.citations().stream()
            .collect(Collectors.toMap(Citation::number, Citation::evidence, (one, _) -> one));
    var rows = new ArrayList<List<String>>();
    for (JudgedSentence sentence : shown(answer)) {
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1),
              Clean.line(sentence.text(), Clean.SENTENCE),
              verdict(sentence.verdict()),
              sentence.citations().stream()
                  .map(number -> number + " " + Clean.line(evidence.getOrDefault(number, "?"), 20))
                  .collect(Collectors.joining(", ")),
              Clean.line(sentence.why(), Clean.REMARK)));
    }
    return new Grid(
        List.of(
            column("#", 1, Align.END),
            column(Label.SENTENCE, 9, Align.START),
            column(Label.VERDICT, 3, Align.START),
            column(Label.EVIDENCE, 3, Align.START),
            column(Label.OBJECTION, 5, Align.START)),
        rows);
  }

  List<Block> plan(Plan plan) {
    var blocks = new ArrayList<Block>();
    list(
        Label.TO_ESTABLISH,
        plan.conditions().stream().map(one -> one.id() + " " + one.text()).toList(),
        blocks);
    list(Label.SEARCHES, plan.queries(), blocks);
    list(Label.ADDRESSES, plan.keyUrls().stream().map(URI::toASCIIString).toList(), blocks);
    if (!plan.stopRule().isBlank()) {
      list(Label.ENOUGH, List.of(plan.stopRule()), blocks);
    }
    return blocks;
  }

  private void list(Label label, List<String> points, List<Block> blocks) {
    if (!points.isEmpty()) {
      blocks.add(new Paragraph(List.of(new Text(label.in(language) + ":"))));
      blocks.add(new Bullets(points.stream().map(one -> Clean.line(one, Clean.REMARK)).toList()));
    }
  }

  /// One entry per page, however many passages of it are cited.
  List<Block> sources() {
    return pages(answer).stream().<Block>map(this::source).toList();
  }

  /// The citations of an answer, together by the page they stand on.
  static List<List<Citation>> pages(Answer answer) {
    Map<String, List<Citation>> pages = new LinkedHashMap<>();
    answer
        .citations()
        .forEach(one -> pages.computeIfAbsent(one.page(), _ -> new ArrayList<>()).add(one));
    return List.copyOf(pages.values());
  }

  private Entry source(List<Citation> citations) {
    Citation one = citations.getFirst();
    String notes =
        citations.stream()
            .map(each -> String.valueOf(each.number()))
            .collect(Collectors.joining(", "));
    return new Entry(
        title(one.title(), one.url()),
        List.of(
            new Field(Label.ADDRESS.in(language), Address.of(one.url())),
            field(Label.CITED, notes),
            field(Label.FETCHED, one.fetchedAt().toString()),
            field(Label.ROBOTS, one.robots()),
            new Field(Label.BYTES_HASH.in(language), new Hash(Clean.line(one.sha256(), 64))),
            new Field(Label.TEXT_HASH.in(language), new Hash(Clean.line(one.textSha256(), 64)))));
  }

  private Field field(Label label, String text) {
    return new Field(label.in(language), new Words(Clean.line(text, Clean.REMARK)));
  }

  List<Block> bill() {
    var rows = new ArrayList<List<String>>();
    record.bill().lines().forEach((role, line) -> rows.add(row(role, line)));
    rows.add(row(Label.TOTAL.in(language), record.bill().total()));
    Spent spent = record.spent();
    return List.of(
        new Grid(
            List.of(
                column(Label.ROLE, 4, Align.START),
                column(Label.CALLS, 2, Align.END),
                column(Label.TOKENS_IN, 2, Align.END),
                column(Label.TOKENS_OUT, 2, Align.END),
                column(Label.COST, 2, Align.END)),
            rows),
        settings(
            List.of(
                pair(Label.MODEL_CALLS, String.valueOf(spent.modelCalls())),
                pair(Label.TOOL_CALLS, String.valueOf(spent.toolCalls())),
                pair(
                    Label.SECONDS,
                    BigDecimal.valueOf(spent.millis()).movePointLeft(3).toPlainString()))));
  }

  private static List<String> row(String role, Bill.Line line) {
    return List.of(
        Clean.line(role, 40),
        String.valueOf(line.calls()),
        String.valueOf(line.usage().prompt()),
        String.valueOf(line.usage().completion()),
        line.cost().toPlainString());
  }

  List<Block> run() {
    var rows = new ArrayList<List<String>>();
    rows.add(pair(Label.RUN, record.run().id()));
    rows.add(pair(Label.STATE, word(record.run().state())));
    if (record.run().state().isEnded()) {
      rows.add(pair(Label.STOPPED, word(answer.stopReason())));
    }
    rows.add(pair(Label.CONFIDENCE, String.valueOf(answer.confidence())));
    rows.add(pair(Label.STARTED, record.run().created().toString()));
    rows.add(pair(Label.CHANGED, record.run().updated().toString()));
    new TreeMap<>(record.spec().models()).forEach((part, named) -> rows.add(model(part, named)));
    Settings.rows(record.spec()).forEach((key, value) -> rows.add(List.of(key, value)));
    return record.spec().models().isEmpty()
        ? List.of(new Paragraph(List.of(new Text(Label.NO_MODEL.in(language)))), settings(rows))
        : List.of(settings(rows));
  }

  private List<String> model(Part part, RunSpec.Named named) {
    return List.of(Label.MODELS.in(language) + ": " + word(part), Clean.line(named.model(), 200));
  }

  private Grid settings(List<List<String>> rows) {
    return new Grid(
        List.of(column(Label.SETTING, 1, Align.START), column(Label.VALUE, 2, Align.START)), rows);
  }

  private List<String> pair(Label label, String value) {
    return List.of(label.in(language), Clean.line(value, Clean.REMARK));
  }

  private Column column(Label label, int weight, Align align) {
    return column(label.in(language), weight, align);
  }

  private static Column column(String heading, int weight, Align align) {
    return new Column(heading, weight, align);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
