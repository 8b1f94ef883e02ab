package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;

class PdfReaderTest {
  private static final List<List<String>> REVENUE =
      List.of(
          List.of("Region", "2022", "2023"),
          List.of("North", "1,200.5", "1,310.0"),
          List.of("South", "830.1", "(12.4)"),
          List.of("Total", "2,030.6", "1,297.6"));

  @Test
  void readsAFactOnTheLastOf300Pages() {
    var file = new PdfFile();
    for (int page = 1; page <= 299; page++) {
      String text = "Page text number " + page + " about nothing in particular.";
      file.page(pen -> pen.lines(72, 100, Collections.nCopies(40, text)));
    }
    file.page(pen -> pen.write(72, 300, "The tower of Elmsworth is 324 metres high."));

    Document document = FileReads.document(file.bytes());

    int at = document.text().indexOf("Elmsworth is 324 metres");
    assertThat(at).isPositive();
    assertThat(document.locatorAt(at)).isEqualTo(new Locator.Page(300));
    assertThat(document.pages()).isEqualTo(300);
  }

  @Test
  void readsARuledTableExactlyAndOnce() {
    byte[] file =
        new PdfFile()
            .page(
                pen -> {
                  pen.write(
                      72, 80, "Revenue grew in the north and fell in the south of the country.");
                  pen.write(72, 110, "Table 3: Revenue by region");
                  pen.write(72, 124, "(in millions of euros)");
                  pen.table(72, 140, REVENUE);
                  pen.write(72, 260, "The south was hit by floods during the summer of that year.");
                })
            .bytes();

    Document document = FileReads.document(file);

    assertThat(document.tables()).hasSize(1);
    Table table = document.tables().getFirst();
    assertThat(FileReads.texts(table.header())).isEqualTo(REVENUE.subList(0, 1));
    assertThat(FileReads.texts(table.rows())).isEqualTo(REVENUE.subList(1, 4));
    assertThat(table.caption()).isEqualTo("Table 3: Revenue by region");
    assertThat(table.unitNote()).isEqualTo("in millions of euros");
    assertThat(table.locator(table.rows().get(1).get(2))).hasToString("p.1 table 1!C3");
    assertThat(document.text().split("1,310\\.0", -1)).hasSize(2);
    assertThat(document.text().indexOf("Revenue grew"))
        .isLessThan(document.text().indexOf("Table 3"));
    assertThat(document.text().indexOf("hit by floods"))
        .isGreaterThan(document.text().indexOf("1,297.6"));
  }

  @Test
  void mergesATableThatGoesOnOnTheNextPage() {
    List<List<String>> more =
        List.of(
            REVENUE.getFirst(), List.of("East", "77.0", "78.0"), List.of("West", "66.0", "67.5"));
    byte[] file =
        new PdfFile()
            .page(
                pen -> {
                  pen.write(72, 80, "A table that is longer than its page.");
                  pen.table(72, 700, REVENUE);
                  pen.write(300, 815, "Page 1");
                })
            .page(
                pen -> {
                  pen.table(72, 60, more);
                  pen.write(72, 200, "Text after the table.");
                  pen.write(300, 815, "Page 2");
                })
            .bytes();

    Document document = FileReads.document(file);

    assertThat(document.tables()).hasSize(1);
    assertThat(FileReads.texts(document.tables().getFirst().rows()))
        .containsExactly(REVENUE.get(1), REVENUE.get(2), REVENUE.get(3), more.get(1), more.get(2));
  }

  @Test
  void readsAnAlignedTableWithoutRules() {
    byte[] file =
        new PdfFile()
            .page(
                pen -> {
                  pen.write(
                      72, 80, "The figures of the last two years follow without any ruling line.");
                  float y = 120;
                  for (List<String> row : REVENUE) {
                    for (int column = 0; column < 3; column++) {
                      pen.write(72 + 120 * column, y, row.get(column));
                    }
                    y += 14;
                  }
                })
            .bytes();

    Document document = FileReads.document(file);

    assertThat(document.tables()).hasSize(1);
    assertThat(FileReads.texts(document.tables().getFirst().rows()))
        .isEqualTo(REVENUE.subList(1, 4));
  }

  @Test
  void readsTheLeftColumnBeforeTheRight() {
    byte[] file =
        new PdfFile()
            .page(
                pen -> {
                  pen.write(120, 60, 18, PdfFile.BOLD, "A Paper Set In Two Narrow Columns");
                  pen.lines(50, 100, column("left"));
                  pen.lines(310, 103, column("right"));
                })
            .bytes();

    Document document = FileReads.document(file);

    String text = document.text();
    assertThat(document.title()).isEqualTo("A Paper Set In Two Narrow Columns");
    assertThat(document.blocks().getFirst().kind()).isEqualTo(Block.Kind.HEADING);
    assertThat(text.indexOf("left line 19")).isPositive();
    assertThat(text.indexOf("left line 19")).isLessThan(text.indexOf("right line 0"));
  }

  private static List<String> column(String side) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      lines.add("This is the " + side + " line " + i + " of many that fill it.");
    }
    return lines;
  }

  @Test
  void undoesHyphensAtLineEndsButKeepsCompounds() {
    byte[] file =
        new PdfFile()
            .page(
                pen ->
                    pen.lines(
                        72,
                        100,
                        List.of(
                            "The well-known method needs a long computa-",
                            "tion, and everyone agrees that it is a well-",
                            "known one, which makes it easy to explain.")))
            .bytes();

    Document document = FileReads.document(file);

    assertThat(document.text())
        .isEqualTo(
            "The well-known method needs a long computation, and everyone agrees that it is a"
                + " well-known one, which makes it easy to explain.");
    assertThat(document.blocks()).hasSize(1);
  }

  @Test
  void keepsRunningTitlesOnceAndDropsPageNumbers() {
    var file = new PdfFile();
    for (int page = 1; page <= 5; page++) {
      int number = page;
      file.page(
          pen -> {
            pen.write(72, 40, "Annual report of the harbour");
            pen.write(72, 300, "Chapter " + number + " tells of ships that came and went.");
            pen.write(300, 820, String.valueOf(number));
          });
    }

    Document document = FileReads.document(file.bytes());

    assertThat(document.text().split("Annual report of the harbour", -1)).hasSize(2);
    assertThat(document.text().lines().filter(line -> line.matches("\\d+"))).isEmpty();
    assertThat(document.text()).contains("Chapter 5 tells of ships");
  }

  @Test
  void findsLinksUnderTheirWords() throws IOException {
    var file = new PdfFile().page(pen -> pen.write(72, 100, "See the annex for more."));
    var link = new PDAnnotationLink();
    var action = new PDActionURI();
    action.setURI("annex.xlsx");
    link.setAction(action);
    link.setRectangle(new PDRectangle(72, PDRectangle.A4.getHeight() - 104, 70, 14));
    var script = new PDAnnotationLink();
    var bad = new PDActionURI();
    bad.setURI("file:///etc/passwd");
    script.setAction(bad);
    script.setRectangle(new PDRectangle(72, PDRectangle.A4.getHeight() - 104, 70, 14));
    file.document().getPage(0).setAnnotations(List.of(link, script));

    Document document = FileReads.document(file.bytes());

    assertThat(document.links()).hasSize(1);
    Link found = document.links().getFirst();
    assertThat(found.url()).hasToString("https://files.example/reports/annex.xlsx");
    assertThat(found.kind()).isEqualTo(Link.Kind.ATTACHMENT);
    assertThat(found.anchor()).isEqualTo("See the annex");
    assertThat(document.text().substring(found.start())).startsWith("See the annex");
  }

  @Test
  void asksForOcrWhereThereAreOnlyImages() throws IOException {
    var file = new PdfFile();
    var page = new PDPage(PDRectangle.A4);
    file.document().addPage(page);
    var image = LosslessFactory.createFromImage(file.document(), new BufferedImage(60, 60, 1));
    try (var stream = new PDPageContentStream(file.document(), page)) {
      stream.drawImage(image, 0, 0, 500, 700);
    }

    Reading reading = FileReads.reading(file.bytes());

    assertThat(FileReads.reason(reading)).isEqualTo(Reading.Reason.OCR_NEEDED);
  }

  @Test
  void opensWhatAnEmptyPasswordOpensAndNothingElse() throws IOException {
    byte[] open = encrypted("");
    byte[] locked = encrypted("secret");

    Document document = FileReads.document(open);
    Reading reading = FileReads.reading(locked);

    assertThat(document.text()).isEqualTo("Readable after all.");
    assertThat(FileReads.reason(reading)).isEqualTo(Reading.Reason.PASSWORD_REQUIRED);
  }

  private static byte[] encrypted(String password) throws IOException {
    var file = new PdfFile().page(pen -> pen.write(72, 100, "Readable after all."));
    var policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
    policy.setEncryptionKeyLength(256);
    file.document().protect(policy);
    var out = new ByteArrayOutputStream();
    file.document().save(out);
    return out.toByteArray();
  }

  @Test
  void stopsAtTheMostPagesAndSaysSo() {
    var file = new PdfFile();
    for (int i = 1; i <= 5; i++) {
      int number = i;
      file.page(pen -> pen.write(72, 100 + 20 * number, "Sheet " + number));
    }
    var d = DocumentsConfig.DEFAULT;
    var config =
        new DocumentsConfig(
            d.maxBytes(),
            3,
            d.maxCells(),
            d.maxRatio(),
            d.maxDepth(),
            d.timeout(),
            d.workerMemoryMb());

    Document document = FileReads.document(FileReads.reading(file.bytes(), config));

    assertThat(document.text()).contains("Sheet 3").doesNotContain("Sheet 4");
    assertThat(document.remarks())
        .containsExactly("The document has 5 pages; the first 3 were read (documents.max-pages).");
  }
}
