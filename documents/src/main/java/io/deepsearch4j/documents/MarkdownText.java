package io.deepsearch4j.documents;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Markdown: headings, paragraphs, list items, pipe tables, fenced code and links.
///
/// Emphasis marks stay in the text; link targets leave it. Line by line, so that no input is slow.
final class MarkdownText {
  private static final Pattern HEADING = Pattern.compile("^ {0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*$");
  private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*+]|\\d{1,9}[.)])\\s+(\\S.*)$");
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(```|~~~).*$");
  private static final Pattern RULE =
      Pattern.compile("^\\s*\\|?(?:\\s*:?-{2,}:?\\s*\\|)*\\s*:?-{2,}:?\\s*\\|?\\s*$");
  private static final Pattern UNDERLINE = Pattern.compile("^ {0,3}(=+|-+)\\s*$");
  private static final Pattern LINK =
      Pattern.compile(
          "(!?)\\[([^\\[\\]]{0,500})\\]\\(\\s*<?([^\\s()<>]{1,2000}(?:\\([^\\s()]{0,200}\\)[^\\s()<>]{0,200})?)>?(?:\\s+[\"'][^\"')]{0,300}[\"'])?\\s*\\)");
  private static final int MAX_LINE = 20_000;
  private static final int MAX_RULE = 2_000; // its pattern repeats a group, which costs call stack

  private final DocumentBuilder builder;
  private final URI url;
  private final HeadingPath path = new HeadingPath();
  private final StringBuilder paragraph = new StringBuilder();
  private String title = "";
  private int tables;

  MarkdownText(DocumentBuilder builder, URI url) {
    this.builder = builder;
    this.url = url;
  }

  void read(String text) {
    List<String> lines = text.lines().toList();
    int i = frontMatter(lines);
    while (i < lines.size()) {
      i = line(lines, i);
    }
    flush();
    builder.title(title);
  }

  /// Answers the number of the next line to read.
  private int line(List<String> lines, int i) {
    String line = lines.get(i);
    if (line.isBlank()) {
      flush();
      return i + 1;
    }
    if (line.length() > MAX_LINE) {
      paragraph.append(line).append(' ');
      return i + 1;
    }
    if (FENCE.matcher(line).matches()) {
      flush();
      return code(lines, i);
    }
    Matcher heading = HEADING.matcher(line);
    if (heading.matches()) {
      flush();
      heading(heading.group(1).length(), heading.group(2));
      return i + 1;
    }
    boolean more = i + 1 < lines.size();
    if (more
        && line.contains("|")
        && lines.get(i + 1).contains("-")
        && lines.get(i + 1).length() < MAX_RULE
        && isRule(lines.get(i + 1))) {
      flush();
      return table(lines, i);
    }
    Matcher item = ITEM.matcher(line);
    if (item.matches()) {
      flush();
      return item(lines, i, item.group(1));
    }
    if (!paragraph.isEmpty() && UNDERLINE.matcher(line).matches()) {
      String over = paragraph.toString();
      paragraph.setLength(0);
      heading(line.strip().startsWith("=") ? 1 : 2, over);
      return i + 1;
    }
    paragraph.append(line.replaceFirst("^\\s*(?:>\\s?)+", "")).append(' ');
    return i + 1;
  }

  private static boolean isRule(String line) {
    return line.contains("|") && RULE.matcher(line).matches();
  }

  private static int frontMatter(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().strip().equals("---")) {
      return 0;
    }
    for (int i = 1; i < Math.min(lines.size(), 100); i++) {
      if (lines.get(i).strip().equals("---")) {
        return i + 1;
      }
    }
    return 0;
  }

  private void heading(int level, String raw) {
    var inline = new Inline(raw);
    if (inline.text.isEmpty()) {
      return;
    }
    if (title.isEmpty()) {
      title = inline.text;
    }
    path.add(level, inline.text);
    links(inline, builder.heading(level, inline.text, path.locator()));
  }

  private int code(List<String> lines, int fence) {
    String mark = lines.get(fence).strip().substring(0, 3);
    var code = new StringBuilder();
    int i = fence + 1;
    for (; i < lines.size() && !lines.get(i).strip().startsWith(mark); i++) {
      code.append(lines.get(i)).append('\n');
    }
    builder.code(Code.clean(code.toString()), path.locator());
    return i + 1;
  }

  private int item(List<String> lines, int first, String start) {
    var item = new StringBuilder(start);
    int i = first + 1;
    while (i < lines.size() && continues(lines.get(i))) {
      item.append(' ').append(lines.get(i++).strip());
    }
    block(Block.Kind.LIST_ITEM, item.toString());
    return i;
  }

  private static boolean continues(String line) {
    return line.startsWith(" ")
        && !line.isBlank()
        && line.length() <= MAX_LINE
        && !ITEM.matcher(line).matches()
        && !FENCE.matcher(line).matches();
  }

  private int table(List<String> lines, int first) {
    var rows = new ArrayList<List<String>>();
    var inlines = new ArrayList<List<Inline>>();
    int i = first;
    for (; i < lines.size() && lines.get(i).contains("|") && !lines.get(i).isBlank(); i++) {
      if (i == first + 1) {
        continue;
      }
      List<Inline> row = cells(lines.get(i)).stream().map(Inline::new).toList();
      inlines.add(row);
      rows.add(row.stream().map(cell -> cell.text).toList());
    }
    builder.table(
        "table " + ++tables, "", "", rows.subList(0, 1), rows.subList(1, rows.size()), 1, 1, true);
    Table table = builder.lastTable().orElseThrow();
    for (int r = 0; r < inlines.size(); r++) {
      List<Table.Cell> cells = r == 0 ? table.header().getFirst() : table.rows().get(r - 1);
      for (int c = 0; c < inlines.get(r).size(); c++) {
        links(inlines.get(r).get(c), cells.get(c).start());
      }
    }
    return i;
  }

  private static List<String> cells(String line) {
    String row = line.strip();
    if (row.startsWith("|")) {
      row = row.substring(1);
    }
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '\\' && i + 1 < row.length() && row.charAt(i + 1) == '|') {
        cell.append('|');
        i++;
      } else if (c == '|') {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (!cell.toString().isBlank()) {
      cells.add(cell.toString());
    }
    return cells;
  }

  private void flush() {
    if (!paragraph.isEmpty()) {
      block(Block.Kind.PARAGRAPH, paragraph.toString());
      paragraph.setLength(0);
    }
  }

  private void block(Block.Kind kind, String raw) {
    var inline = new Inline(raw);
    links(inline, builder.block(kind, inline.text, path.locator()));
  }

  private void links(Inline inline, int start) {
    for (Target target : inline.targets) {
      HtmlLinks.resolve(url.toString(), target.address)
          .ifPresent(
              to ->
                  builder.link(
                      to,
                      target.anchor,
                      PlainText.context(
                          inline.text,
                          target.at,
                          Math.min(inline.text.length(), target.at + target.anchor.length()),
                          path.last()),
                      "",
                      new HtmlLinks(url).kind(to, new org.jsoup.nodes.Element("a"), target.anchor),
                      start + target.at));
    }
    PlainText.links(builder, inline.text, start, path.last());
  }

  private record Target(String address, String anchor, int at) {}

  /// One block's text with the link syntax taken out.
  private static final class Inline {
    final String text;
    final List<Target> targets = new ArrayList<>();

    Inline(String raw) {
      var clean = new InlineText();
      Matcher matcher = LINK.matcher(raw);
      int done = 0;
      while (matcher.find()) {
        clean.append(raw.substring(done, matcher.start()));
        String anchor = DocumentBuilder.clean(matcher.group(2));
        if (matcher.group(1).isEmpty()) {
          targets.add(new Target(matcher.group(3), anchor, clean.position()));
        }
        clean.append(anchor);
        done = matcher.end();
      }
      clean.append(raw.substring(done));
      text = clean.toString();
    }
  }
}
