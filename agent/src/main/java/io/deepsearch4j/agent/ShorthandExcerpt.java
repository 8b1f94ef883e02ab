package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Untrusted;
import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Link;
import io.deepsearch4j.documents.Passage;
import io.deepsearch4j.documents.Passages;
import io.deepsearch4j.documents.Table;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The few lines of a document, and the few links, that a small model is shown for one question:
/// sentences and rows that name what the question names, in the document's order.
///
/// A row is `key : name value ; name value`, because a model finds a value behind its key, and
/// hardly in a column. What a table says above its rows (caption, unit) is shown above the first.
///
/// @param quotable the lines, and the first block where it stands for a title
/// @param total how many lines the document has
/// @param leads of the links, those that a careful reader follows if the page has no answer
record ShorthandExcerpt(
    String title,
    List<Line> lines,
    List<Line> quotable,
    Map<String, URI> links,
    ShorthandLeads leads,
    int total) {
  private static final int LINES = 8;
  private static final int PLAIN_LINES = 3;
  private static final int LONGEST_LINE = 240;
  private static final int LINKS = 12;
  private static final int LABEL = 110;
  private static final int MOST_SCANNED = 20_000;
  private static final double SHARED_WORD = 0.2;

  /// A line as shown, and the range of the document that says so.
  record Line(String text, int start, int end) {}

  private record Scored(Line line, Line head, int place, double score) {}

  static ShorthandExcerpt of(DocumentQa.Assignment assignment) {
    Document document = assignment.document();
    int colon = assignment.question().indexOf(" : ");
    String subject = colon < 0 ? "" : assignment.question().substring(0, colon);
    String link = assignment.question().substring(colon < 0 ? 0 : colon + 3);
    String words = subject.equals(ShorthandLinks.DESCRIBED) ? link : link + " of " + subject;
    Map<String, URI> links = links(words, assignment);
    List<Scored> all = scored(document, words, links.keySet());
    List<Line> lines = chosen(all);
    var quotable = new ArrayList<>(lines);
    if (document.title().isBlank() && !document.blocks().isEmpty()) {
      Block first = document.blocks().getFirst();
      quotable.add(new Line(title(document), first.start(), first.end()));
    }
    Map<String, URI> numbered = numbered(links, assignment);
    return new ShorthandExcerpt(
        title(document),
        lines,
        quotable,
        numbered,
        ShorthandLeads.of(assignment.question(), document, numbered),
        all.size());
  }

  private static String title(Document document) {
    if (!document.title().isBlank()) {
      return ShorthandLinks.line(document.title(), LONGEST_LINE);
    }
    return document.blocks().isEmpty()
        ? ""
        : ShorthandLinks.line(
            document.text(document.blocks().getFirst().start(), document.blocks().getFirst().end()),
            LABEL);
  }

  private static List<Line> chosen(List<Scored> all) {
    List<Scored> named = all.stream().filter(one -> one.score() > 0).toList();
    List<Scored> best =
        (named.size() < PLAIN_LINES ? all : named)
            .stream()
                .sorted(
                    Comparator.comparingDouble(Scored::score)
                        .reversed()
                        .thenComparingInt(Scored::place))
                .limit(named.size() < PLAIN_LINES ? PLAIN_LINES : LINES)
                .sorted(Comparator.comparingInt(Scored::place))
                .toList();
    var lines = new ArrayList<Line>();
    for (Scored one : best) {
      if (!one.head().text().isEmpty() && !lines.contains(one.head())) {
        lines.add(one.head());
      }
      lines.add(one.line());
    }
    return lines;
  }

  private static List<Scored> scored(Document document, String words, Set<String> labels) {
    List<Need> needs = Localised.of(Asked.of(words), document).needs();
    Set<String> stems = new HashSet<>();
    Folded.of(words).words().stream()
        .filter(word -> !CommonWords.isStop(word))
        .forEach(word -> stems.add(word.stem()));
    var outline = new Outline(document);
    String own = title(document);
    // The title is shown once; a story that says no more than its headline is shown all the same.
    Set<String> heads = new HashSet<>();
    var scored = new ArrayList<Scored>();
    for (Row row : rows(document, outline)) {
      String text = ShorthandLinks.line(row.line().text(), LONGEST_LINE);
      if (text.isEmpty() || labels.contains(text) || (own.startsWith(text) && heads.add(text))) {
        continue;
      }
      var line = new Line(text, row.line().start(), row.line().end());
      scored.add(new Scored(line, row.head(), scored.size(), score(needs, stems, Folded.of(text))));
    }
    return scored;
  }

  private static double score(List<Need> needs, Set<String> stems, Folded line) {
    double score = 0;
    for (Need need : needs) {
      score += need.weight() * need.in(line);
    }
    Set<String> shared = new HashSet<>();
    line.words().stream().map(Folded.Word::stem).filter(stems::contains).forEach(shared::add);
    return score + SHARED_WORD * shared.size();
  }

  /// A line and what stands above it in its table; empty elsewhere.
  private record Row(Line line, Line head) {}

  private static final Line NOTHING = new Line("", 0, 0);

  private static List<Row> rows(Document document, Outline outline) {
    Map<Integer, Table> tables = new HashMap<>();
    for (Table table : document.tables()) {
      for (List<Table.Cell> row : table.rows()) {
        tables.put(row.getLast().end(), table);
      }
    }
    var rows = new ArrayList<Row>();
    List<Passage> sentences = Passages.sentences(document);
    for (Passage passage : sentences.subList(0, Math.min(MOST_SCANNED, sentences.size()))) {
      Table table = tables.get(passage.end());
      if (table == null || !outline.inTable(passage.start())) {
        rows.add(
            new Row(new Line(passage.text(document), passage.start(), passage.end()), NOTHING));
      } else {
        table.rows().stream()
            .filter(row -> row.getLast().end() == passage.end())
            .forEach(row -> rows.add(new Row(row(table, row), head(document, table))));
      }
    }
    return rows;
  }

  private static Line row(Table table, List<Table.Cell> cells) {
    var text = new StringBuilder(cells.getFirst().text());
    for (int i = 1; i < cells.size(); i++) {
      String column = table.columnName(i);
      if (!cells.get(i).text().isBlank()) {
        text.append(i == 1 ? " : " : " ; ");
        text.append(column.isEmpty() ? "" : column + " ").append(cells.get(i).text());
      }
    }
    return new Line(text.toString(), cells.getFirst().start(), cells.getLast().end());
  }

  /// Caption and unit of a table, and where the unit, or else the caption, stands.
  private static Line head(Document document, Table table) {
    String text =
        ShorthandLinks.line(
            table.caption().contains(table.unitNote())
                ? table.caption()
                : table.caption() + " " + table.unitNote(),
            LONGEST_LINE);
    if (text.isEmpty() || table.rows().isEmpty()) {
      return NOTHING;
    }
    int first = table.rows().getFirst().getFirst().start();
    String quoted = table.unitNote().isEmpty() ? table.caption() : table.unitNote();
    int at = document.text().lastIndexOf(quoted, first);
    return at < 0 ? NOTHING : new Line(text, at, at + quoted.length());
  }

  private static Map<String, URI> links(String words, DocumentQa.Assignment assignment) {
    Map<URI, Link> byUrl = new HashMap<>();
    Document document = assignment.document();
    document
        .links()
        .forEach(
            link ->
                byUrl.merge(
                    LinkRank.withoutFragment(link.url()),
                    link,
                    (a, b) -> a.anchor().isBlank() ? b : a));
    URI self = assignment.page().finalUrl();
    Map<String, URI> links = new LinkedHashMap<>();
    for (Finding.NextLink next : new LinkRank(words, List.of()).rank(document, true, LINKS + 1)) {
      Link link = byUrl.get(next.url());
      if (link != null && !next.url().equals(self) && links.size() < LINKS) {
        links.putIfAbsent(label(link), next.url());
      }
    }
    return links;
  }

  private static String label(Link link) {
    String anchor = ShorthandLinks.line(Untrusted.withoutTokens(link.anchor()), LABEL);
    if (!anchor.isEmpty()) {
      return anchor;
    }
    return link.kind() == Link.Kind.NEXT ? "Next" : ShorthandLinks.address(link.url());
  }

  private static Map<String, URI> numbered(
      Map<String, URI> links, DocumentQa.Assignment assignment) {
    Map<String, URI> numbered = new LinkedHashMap<>();
    String list = assignment.question() + " " + assignment.page().finalUrl().getPath();
    links.forEach(
        (label, url) -> numbered.put(label + " " + Shorthand.handle(list, numbered.size()), url));
    return numbered;
  }

  double coverage() {
    return total == 0 ? 1 : Math.min(1, (double) lines.size() / total);
  }
}
