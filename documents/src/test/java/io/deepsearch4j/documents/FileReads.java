package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// FileReads files in tests, and checks what must hold for every document.
final class FileReads {
  static final DocumentReader NO_TEXT =
      source -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, source.url() + " is text");

  private FileReads() {}

  static Reading reading(byte[] bytes) {
    return reading(bytes, DocumentsConfig.DEFAULT);
  }

  static Reading reading(byte[] bytes, DocumentsConfig config) {
    return new BinaryReader(config, NO_TEXT).read(source(bytes));
  }

  static Source source(byte[] bytes) {
    return new Source(bytes, "", URI.create("https://files.example/reports/file"));
  }

  static Document document(byte[] bytes) {
    return document(reading(bytes));
  }

  static Document document(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Read.class);
    Document document = ((Reading.Read) reading).document();
    assertRangesHold(document);
    return document;
  }

  static void assertRangesHold(Document document) {
    int end = 0;
    for (Block block : document.blocks()) {
      assertThat(block.start()).isGreaterThanOrEqualTo(end);
      end = block.end();
    }
    for (Table table : document.tables()) {
      for (List<Table.Cell> row : allRows(table)) {
        for (Table.Cell cell : row) {
          assertThat(document.text(cell.start(), cell.end())).isEqualTo(cell.text());
        }
      }
    }
    for (Link link : document.links()) {
      assertThat(link.start()).isBetween(0, document.text().length());
    }
  }

  private static List<List<Table.Cell>> allRows(Table table) {
    var rows = new ArrayList<>(table.header());
    rows.addAll(table.rows());
    return rows;
  }

  static List<List<String>> texts(List<List<Table.Cell>> rows) {
    return rows.stream().map(row -> row.stream().map(Table.Cell::text).toList()).toList();
  }

  /// The cell at an address of a sheet, such as `Sheet1!B7`.
  static Optional<Table.Cell> cell(Document document, String address) {
    return document.tables().stream()
        .flatMap(
            table ->
                allRows(table).stream()
                    .flatMap(List::stream)
                    .filter(cell -> table.locator(cell).toString().equals(address)))
        .findFirst();
  }

  static String cellText(Document document, String address) {
    return cell(document, address).map(Table.Cell::text).orElse("no cell " + address);
  }

  static Reading.Reason reason(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable) reading).reason();
  }
}
