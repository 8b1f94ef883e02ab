package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds answers in sentences and in lines of the form `label: value`. A sentence's surroundings
/// are its own words, the headings above it and the document's title; of several values in it, the
/// one nearest to the words of the question wins. Rows of tables are left to [TableCandidates],
/// which knows their columns.
final class LineCandidates {
  private static final double ENOUGH = 0.2;
  private static final int LONGEST_LINE = 2_000;
  private static final double REACH = 45;
  private static final double CLAUSE = 30;
  private static final Pattern LABELLED =
      Pattern.compile(
          "^\\s*([^::=\\n|]{1,80}?)\\s*(?:[::=]|\\s[-–—|]\\s)\\s*(\\S.{0,600})$", Pattern.DOTALL);
  private static final Pattern COUNTED =
      Pattern.compile("(?:employees|people|students|persons|times|citations|人|名|次|家|%)$");
  private static final Pattern BREAK = Pattern.compile("[,;,;。、—–(]|\\b(?:and|while|but)\\b");

  private final Setting setting;
  private final List<Candidate> candidates = new ArrayList<>();

  LineCandidates(Setting setting) {
    this.setting = setting;
  }

  /// @param lines sentences, list items and other lines, best first
  List<Candidate> find(List<Passage> lines) {
    for (Passage line : lines) {
      String text = line.text(setting.document());
      if (text.length() <= LONGEST_LINE && !setting.outline().inTable(line.start())) {
        search(line, text);
      }
    }
    return candidates;
  }

  private void search(Passage line, String text) {
    Marks above = setting.above(line.start()).and(setting.fitting().marks(line.heading()));
    Matcher labelled = LABELLED.matcher(text);
    if (labelled.matches() && labelled(line, labelled, above)) {
      return;
    }
    Folded folded = Folded.of(text);
    List<Span> anchors = anchors(folded);
    List<Span> words = setting.asked().type().isName() ? attributes(folded) : List.of();
    for (Span span : ValueSpans.of(setting.asked().type(), text)) {
      if (words.stream().noneMatch(span::overlaps)) {
        value(line, text, span, anchors, above);
      }
    }
  }

  /// The Chinese words for attributes in a line: parts of them look like names.
  private static List<Span> attributes(Folded line) {
    return Lexicon.BUILT_IN.in(line).stream()
        .map(found -> line.words().subList(found.from(), found.to()))
        .filter(words -> words.getFirst().ideograph())
        .map(words -> new Span(words.getFirst().start(), words.getLast().end()))
        .toList();
  }

  /// A label and its value; whether the label says what was asked for.
  private boolean labelled(Passage line, Matcher match, Marks above) {
    Marks label = setting.fitting().marks(match.group(1));
    boolean asked = false;
    for (int i = 0; i < setting.asked().needs().size(); i++) {
      asked |= setting.asked().needs().get(i).kind() == Need.Kind.ATTRIBUTE && label.of(i) > 0;
    }
    if (!asked) {
      return false;
    }
    String value = match.group(2).strip().replaceAll("[。.;;]$", "");
    Span place = new Span(match.start(2), match.start(2) + value.length());
    List<Span> typed = ValueSpans.of(setting.asked().type(), value);
    boolean free = setting.asked().type() == AnswerType.TEXT || typed.isEmpty();
    if (free && (setting.asked().type().isFigure() || setting.asked().type().isTime())) {
      return true;
    }
    Span answer = free ? place : typed.getFirst().shifted(place.start());
    if (setting.asked().type().isName() && value.length() <= 80) {
      answer = place;
    }
    String text = line.text(setting.document());
    Marks beside = label.and(setting.fitting().marks(text.substring(0, answer.start())));
    double precision = setting.fitting().precision(match.group(1));
    add(line, answer.of(text), beside, above, 0.7 + 0.3 * precision);
    return true;
  }

  private void value(Passage line, String text, Span span, List<Span> anchors, Marks above) {
    String value = span.of(text);
    boolean people = setting.asked().type() == AnswerType.MONEY && COUNTED.matcher(value).find();
    if (people || setting.asked().repeats(Folded.of(value))) {
      return;
    }
    String others = text.substring(0, span.start()) + " \n " + text.substring(span.end());
    Marks beside = setting.fitting().marks(others);
    add(line, value, beside, above, 0.75 + 0.25 * nearness(text, span, anchors));
  }

  private void add(Passage line, String answer, Marks beside, Marks above, double factor) {
    Fitting.Fit fit = setting.fitting().fit(beside, above, setting.whole());
    double confidence = fit.confidence() * factor;
    if (confidence >= ENOUGH && !answer.isBlank()) {
      candidates.add(
          new Candidate(
              answer, List.of(new Span(line.start(), line.end())), confidence, fit.missing()));
    }
  }

  /// Where the question's words stand in a line.
  private List<Span> anchors(Folded line) {
    var anchors = new ArrayList<Span>();
    for (Need need : setting.asked().needs()) {
      for (Need.Form form : need.forms()) {
        int at = line.find(form.phrase(), 0);
        if (at >= 0 && need.kind() != Need.Kind.FILLER) {
          int last = at + form.phrase().words().size() - 1;
          anchors.add(new Span(line.words().get(at).start(), line.words().get(last).end()));
          break;
        }
      }
    }
    return anchors;
  }

  private static double nearness(String text, Span span, List<Span> anchors) {
    if (anchors.isEmpty()) {
      return 0;
    }
    double sum = 0;
    for (Span anchor : anchors) {
      int from = Math.min(anchor.end(), span.end());
      int to = Math.max(anchor.start(), span.start());
      String between = from < to ? text.substring(from, to) : "";
      long breaks = BREAK.matcher(between).results().count();
      sum += Math.exp(-(between.length() + CLAUSE * breaks) / REACH);
    }
    return sum / anchors.size();
  }
}
