package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the tests of readers share: reading a text under an address, and the promises every
/// document keeps.
final class Reads {
  static final DocumentReader NO_BINARIES =
      source ->
          new Reading.Unreadable(
              Reading.Reason.UNSUPPORTED, source.url() + " is binary; not part of this test");

  static final FormatReader READER = new FormatReader(DocumentsConfig.DEFAULT, NO_BINARIES);

  private Reads() {}

  static Reading read(byte[] bytes, String type, String url) {
    return READER.read(new Source(bytes, type, URI.create(url)));
  }

  static Document html(String html) {
    return document(
        read(
            html.getBytes(StandardCharsets.UTF_8),
            "text/html; charset=utf-8",
            "https://a.example/dir/page.html"));
  }

  static Document file(String name, String text) {
    return document(
        read(text.getBytes(StandardCharsets.UTF_8), "", "https://a.example/files/" + name));
  }

  static Document document(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return ((Reading.Read) reading).document();
  }

  static List<String> blocks(Document document, Block.Kind kind) {
    return document.blocks().stream()
        .filter(block -> block.kind() == kind)
        .map(block -> document.text(block.start(), block.end()))
        .toList();
  }

  static Link link(Document document, String anchor) {
    return document.links().stream()
        .filter(link -> link.anchor().equals(anchor))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no link " + anchor + " in " + document.links()));
  }

  /// Blocks are ordered and apart, cells say what stands at their place, links are within the text.
  static void assertOffsetsHold(Document document) {
    int end = 0;
    for (Block block : document.blocks()) {
      assertThat(block.start()).isGreaterThanOrEqualTo(end);
      assertThat(document.text(block.start(), block.end())).isNotBlank();
      end = block.end();
    }
    for (Table table : document.tables()) {
      for (List<List<Table.Cell>> part : List.of(table.header(), table.rows())) {
        for (List<Table.Cell> row : part) {
          for (Table.Cell cell : row) {
            assertThat(document.text(cell.start(), cell.end())).isEqualTo(cell.text());
          }
        }
      }
    }
    for (Link link : document.links()) {
      assertThat(link.start()).isBetween(0, document.text().length());
      assertThat(link.url().isAbsolute()).isTrue();
    }
  }
}
