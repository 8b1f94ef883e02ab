package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class FormatReaderTest {

  @Test
  void refusesRandomBytes() {
    for (int seed = 0; seed < 50; seed++) {
      var bytes = new byte[200 + 40 * seed];
      new Random(seed).nextBytes(bytes);

      Reading reading = Reads.read(bytes, "text/html", "https://a.example/x.html");

      assertThat(reading).isInstanceOf(Reading.Unreadable.class);
      assertThat(((Reading.Unreadable) reading).reason()).isEqualTo(Reading.Reason.UNSUPPORTED);
    }
  }

  @Test
  void callsAnEmptyFileBrokenAndALargeOneTooLarge() {
    var small = new DocumentsConfig(10, 1, 1, 1, 1, Duration.ofSeconds(1), 128);
    var source = new Source(new byte[11], "", URI.create("https://a.example/big"));

    var empty = Reads.read(new byte[0], "", "https://a.example/e");
    var large = new FormatReader(small, Reads.NO_BINARIES).read(source);

    assertThat(((Reading.Unreadable) empty).reason()).isEqualTo(Reading.Reason.BROKEN);
    assertThat(((Reading.Unreadable) large).reason()).isEqualTo(Reading.Reason.TOO_LARGE);
    assertThat(((Reading.Unreadable) large).why()).contains("documents.max-bytes");
  }

  @Test
  void goesByTheBytesWhateverTheNameSays() {
    assertThat(type("<!doctype html><p>x", "application/pdf", "x.pdf")).isEqualTo("text/html");
    assertThat(type("%PDF-1.7 …", "text/html", "x.html")).isEqualTo("application/pdf");
    assertThat(type("PK\u0003\u0004…", "text/plain", "x.txt")).isEqualTo("application/zip");
    assertThat(type("{\"a\": 1}", "text/html", "x")).isEqualTo("application/json");
    assertThat(type("<?xml version='1.0'?><rss/>", "text/html", "x")).isEqualTo("application/xml");
    assertThat(type("a,b\n1,2", "text/plain", "x.csv")).isEqualTo("text/csv");
    assertThat(type("# Title", "text/plain", "README.md")).isEqualTo("text/markdown");
    assertThat(type("just words", "", "x")).isEqualTo("text/plain");
  }

  @Test
  void refusesKindsThatAreNeverReadByTheirBeginning() {
    assertThat(refusal("\u0089PNG\r\n", "x.pdf").orElseThrow().reason())
        .isEqualTo(Reading.Reason.OCR_NEEDED);
    assertThat(refusal("\u007fELF\u0000", "x.txt").orElseThrow().reason())
        .isEqualTo(Reading.Reason.UNSUPPORTED);
    assertThat(refusal("%PDF-1.7", "x.bin")).isEmpty();
    assertThat(refusal("PK\u0003\u0004", "x.docx")).isEmpty();
    assertThat(refusal("just words", "x")).isEmpty();
  }

  private static Optional<Reading.Unreadable> refusal(String beginning, String name) {
    return FormatReader.refusal(
        new Source(
            beginning.getBytes(StandardCharsets.ISO_8859_1),
            "",
            URI.create("https://a.example/" + name)));
  }

  private static String type(String text, String declared, String name) {
    return MediaTypes.of(
        new Source(
            text.getBytes(StandardCharsets.UTF_8),
            declared,
            URI.create("https://a.example/" + name)));
  }

  @Test
  void handsBinaryFormatsToTheirReader() {
    Reading reading =
        Reads.read("%PDF-1.4".getBytes(StandardCharsets.US_ASCII), "", "https://a.example/a.pdf");

    assertThat(((Reading.Unreadable) reading).why()).contains("is binary");
  }

  @Test
  void readsInsideGzip() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }

    Document document =
        Reads.document(Reads.read(packed.toByteArray(), "", "https://a.example/t.csv.gz"));

    assertThat(document.tables()).hasSize(1);
    assertThat(document.mediaType()).isEqualTo("text/csv");
  }

  @Test
  void stopsAtAGzipBomb() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[20_000_000]);
    }

    Reading reading = Reads.read(packed.toByteArray(), "", "https://a.example/t.txt.gz");

    assertThat(((Reading.Unreadable) reading).reason()).isEqualTo(Reading.Reason.TOO_LARGE);
  }

  @Test
  void readsCsvWithItsCaptionUnitNoteAndRaggedRows() {
    var csv =
        "Sales by region;;\nin thousands of euros;;\nRegion;2022;2023\nNorth;1.200;1.300\nSouth;5\n";

    Document document = Reads.file("sales.csv", csv);

    Table table = document.tables().getFirst();
    assertThat(table.caption()).isEqualTo("Sales by region");
    assertThat(table.unitNote()).isEqualTo("in thousands of euros");
    assertThat(table.header().getFirst())
        .extracting(Table.Cell::text)
        .containsExactly("Region", "2022", "2023");
    assertThat(table.rows().get(1)).extracting(Table.Cell::text).containsExactly("South", "5", "");
    assertThat(table.locator(table.rows().getFirst().get(2))).hasToString("sales.csv!C4");
    assertThat(document.remarks()).singleElement().asString().contains("padded");
    Reads.assertOffsetsHold(document);
  }

  @Test
  void readsCsvInGb18030WithQuotedLineBreaks() {
    var csv = "项目,二〇二二年,二〇二三年\n\"营业,\n收入\",\"1,234\",2345\n净利润,12,15\n";

    Document document =
        Reads.document(
            Reads.read(
                csv.getBytes(Charset.forName("GB18030")), "text/csv", "https://a.example/a.csv"));

    assertThat(document.tables().getFirst().rows().getFirst())
        .extracting(Table.Cell::text)
        .containsExactly("营业, 收入", "1,234", "2345");
  }

  @Test
  void cutsATableFileAtTheCellLimit() {
    var config = new DocumentsConfig(1_000_000, 10, 100, 10, 1, Duration.ofSeconds(10), 128);
    var csv = new StringBuilder("a,b\n");
    for (int i = 0; i < 500; i++) {
      csv.append(i).append(",1\n");
    }

    Document document =
        Reads.document(
            new FormatReader(config, Reads.NO_BINARIES)
                .read(
                    new Source(
                        csv.toString().getBytes(StandardCharsets.UTF_8),
                        "",
                        URI.create("https://a.example/a.csv"))));

    assertThat(document.tables().getFirst().rows()).hasSize(49);
    assertThat(document.remarks()).singleElement().asString().contains("documents.max-cells");
  }

  @Test
  void readsMarkdown() {
    var markdown =
        """
        # Guide

        See [the docs](docs/a.md "t") and ![img](i.png).
        - one
        - two

        | Year | Sales |
        |------|------:|
        | 2023 | [12](s.csv) |

        ```
        x  = 1
        ```
        """;

    Document document = Reads.file("guide.md", markdown);

    assertThat(document.title()).isEqualTo("Guide");
    assertThat(Reads.blocks(document, Block.Kind.LIST_ITEM)).containsExactly("one", "two");
    assertThat(Reads.blocks(document, Block.Kind.CODE)).containsExactly("x  = 1");
    assertThat(document.tables().getFirst().columnName(1)).isEqualTo("Sales");
    Link docs = Reads.link(document, "the docs");
    assertThat(docs.url()).hasToString("https://a.example/files/docs/a.md");
    assertThat(document.text().substring(docs.start())).startsWith("the docs and");
    assertThat(Reads.link(document, "12").kind()).isEqualTo(Link.Kind.ATTACHMENT);
    Reads.assertOffsetsHold(document);
  }

  @Test
  void writesJsonAsPathsAndValues() {
    Document document =
        Reads.file(
            "a.json",
            "{\"items\":[{\"price\":12.5,\"url\":\"https://b.example/x.pdf\"},{\"price\":null}]}");

    assertThat(document.text())
        .isEqualTo(
            "$.items[0].price: 12.5\n$.items[0].url: https://b.example/x.pdf\n$.items[1].price: null");
    assertThat(document.links().getFirst().kind()).isEqualTo(Link.Kind.ATTACHMENT);
  }

  @Test
  void survivesJsonNestedThousandsDeep() {
    Reading reading =
        Reads.read(
            "[".repeat(100_000).getBytes(StandardCharsets.UTF_8), "", "https://a.example/a.json");

    assertThat(reading).isInstanceOf(Reading.class);
  }

  @Test
  void turnsFeedsAndSitemapsIntoLinks() {
    Document feed =
        Reads.file(
            "feed.xml",
            "<?xml version='1.0'?><rss><channel><title>News</title><item><title>Q2 is out</title>"
                + "<link>/q2</link><description>&lt;p&gt;Up 12 %&lt;/p&gt;</description></item></channel></rss>");
    Document sitemap =
        Reads.file(
            "sitemap.xml",
            "<?xml version='1.0'?><urlset><url><loc>https://a.example/1</loc></url></urlset>");

    assertThat(feed.title()).isEqualTo("News");
    assertThat(feed.text()).isEqualTo("Q2 is out\nUp 12 %");
    assertThat(Reads.link(feed, "Q2 is out").url()).hasToString("https://a.example/q2");
    assertThat(sitemap.links())
        .extracting(link -> link.url().toString())
        .containsExactly("https://a.example/1");
  }

  @Test
  void readsXmlWithoutExpandingEntities() {
    Document document =
        Reads.file(
            "a.xml",
            "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r><v unit='kg'>12 &x;</v></r>");

    assertThat(document.text()).contains("r/v/@unit: kg", "r/v: 12").doesNotContain("root:");
  }
}
