package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;

/// Joins documents into one: texts one below the other, every range moved along, every locator
/// wrapped in the name of its part. Not safe to share.
final class DocumentParts {
  private final String mediaType;
  private final StringBuilder text = new StringBuilder();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  DocumentParts(String mediaType) {
    this.mediaType = mediaType;
  }

  void remark(String sentence) {
    if (!remarks.contains(sentence)) {
      remarks.add(sentence);
    }
  }

  /// Appends a document under a heading that names it.
  void add(String path, Document part) {
    var top = new Locator.Member(path, new Locator.Section(List.of()));
    int start = append(path);
    blocks.add(new Block(Block.Kind.HEADING, 1, start, text.length(), top, true));
    int shift = append(part.text());
    for (Block block : part.blocks()) {
      int level = block.kind() == Block.Kind.HEADING ? block.level() + 1 : block.level();
      blocks.add(
          new Block(
              block.kind(),
              level,
              block.start() + shift,
              block.end() + shift,
              new Locator.Member(path, block.locator()),
              block.visible()));
    }
    part.tables().forEach(table -> tables.add(moved(table, path, shift)));
    for (Link link : part.links()) {
      links.add(
          new Link(
              link.url(),
              link.anchor(),
              link.context(),
              link.rel(),
              link.kind(),
              link.start() + shift));
    }
    part.remarks().forEach(remark -> remark(path + ": " + remark));
  }

  private int append(String content) {
    if (!text.isEmpty() && !content.isEmpty()) {
      text.append('\n');
    }
    int start = text.length();
    text.append(content);
    return start;
  }

  private Table moved(Table table, String path, int shift) {
    return new Table(
        "t" + (tables.size() + 1),
        path + " " + table.name(),
        table.caption(),
        table.unitNote(),
        moved(table.header(), shift),
        moved(table.rows(), shift));
  }

  private static List<List<Table.Cell>> moved(List<List<Table.Cell>> rows, int shift) {
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(
                        cell ->
                            new Table.Cell(
                                cell.text(),
                                cell.start() + shift,
                                cell.end() + shift,
                                cell.address()))
                    .toList())
        .toList();
  }

  Document build() {
    return new Document(mediaType, "", "", "", text.toString(), blocks, tables, links, remarks);
  }
}
