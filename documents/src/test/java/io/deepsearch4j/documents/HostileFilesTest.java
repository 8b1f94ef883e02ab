package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFilesTest {
  private static final String BILLION_LAUGHS =
      """
      <!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
      <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
      <!ENTITY x "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>
      """;

  @Test
  void takesRandomBytesForUnsupported() {
    byte[] bytes = new byte[10_000];
    new Random(7).nextBytes(bytes);

    assertThat(FileReads.reason(FileReads.reading(bytes))).isEqualTo(Reading.Reason.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%PDF-1.7\n", "PK\u0003\u0004"})
  void takesAGoodBeginningBeforeRandomBytesForBroken(String magic) {
    byte[] bytes = new byte[10_000];
    new Random(7).nextBytes(bytes);
    byte[] start = magic.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(start, 0, bytes, 0, start.length);

    assertThat(FileReads.reason(FileReads.reading(bytes))).isEqualTo(Reading.Reason.BROKEN);
  }

  @Test
  void survivesDamageAtAnyPlace() throws IOException {
    byte[] pdf = new PdfFile().page(pen -> pen.write(72, 100, "Some text to damage.")).bytes();
    byte[] xlsx = workbook(UnaryOperator.identity());
    var random = new Random(11);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = (i % 2 == 0 ? pdf : xlsx).clone();
      for (int k = 0; k < 20; k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }

      Reading reading = FileReads.reading(damaged);

      if (reading instanceof Reading.Read(Document document)) {
        FileReads.assertRangesHold(document);
      }
    }
  }

  @Test
  void neverFollowsExternalEntitiesInOfficeFiles() throws IOException {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
      String entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + address + "\">]>";
      byte[] word = word(xml -> withEntity(xml, entity));
      byte[] book = workbook(xml -> withEntity(xml, entity));

      Reading fromWord = FileReads.reading(word);
      Reading fromBook = FileReads.reading(book);

      assertThat(FileReads.reason(fromWord)).isEqualTo(Reading.Reason.BROKEN);
      assertThat(FileReads.reason(fromBook)).isEqualTo(Reading.Reason.BROKEN);
      assertNobodyCalled(listener);
    }
  }

  private static void assertNobodyCalled(ServerSocket listener) throws IOException {
    listener.setSoTimeout(50);
    boolean called = true;
    try {
      listener.accept().close();
    } catch (SocketTimeoutException nobody) {
      called = false;
    }
    assertThat(called).isFalse();
  }

  @Test
  void doesNotExpandABillionLaughs() throws IOException {
    byte[] word = word(xml -> withEntity(xml, BILLION_LAUGHS));
    byte[] book = workbook(xml -> withEntity(xml, BILLION_LAUGHS));

    assertThat(FileReads.reason(FileReads.reading(word))).isEqualTo(Reading.Reason.BROKEN);
    assertThat(FileReads.reason(FileReads.reading(book))).isEqualTo(Reading.Reason.BROKEN);
  }

  private static String withEntity(String xml, String doctype) {
    int root = xml.indexOf('<', xml.indexOf("?>"));
    return xml.substring(0, root) + doctype + xml.substring(root).replace("marker", "&x;");
  }

  @Test
  void refusesAWorkbookPartThatUnpacksToFarMoreThanItsSize() throws IOException {
    byte[] book = workbook(xml -> xml.replace("marker", "marker" + " ".repeat(80_000_000)));

    Reading reading = FileReads.reading(book);

    assertThat(book.length).isLessThan(1_000_000);
    assertThat(FileReads.reason(reading)).isEqualTo(Reading.Reason.TOO_LARGE);
  }

  @Test
  void refusesAnArchiveThatUnpacksToFarMoreThanItsSize() throws IOException {
    byte[] bomb = zip("zeros.bin", new byte[50_000_000]);

    assertThat(bomb.length).isLessThan(100_000);
    assertThat(FileReads.reason(FileReads.reading(bomb))).isEqualTo(Reading.Reason.TOO_LARGE);
    assertThat(FileReads.reason(FileReads.reading(zip("inner.zip", bomb))))
        .isEqualTo(Reading.Reason.TOO_LARGE);
  }

  @Test
  void readsMembersOfArchivesUnderTheirNames() throws IOException {
    byte[] inner = zip("../../etc/report.pdf", pdf("Found in the inner archive."));
    byte[] archive = zip("folder/inner.zip", inner, "book.xlsx", workbook(xml -> xml));

    Document document = FileReads.document(archive);

    int at = document.text().indexOf("Found in");
    assertThat(document.locatorAt(at)).hasToString("folder/inner.zip!/../../etc/report.pdf p.1");
    assertThat(document.tables()).isNotEmpty();
    assertThat(
            document
                .tables()
                .getFirst()
                .locator(document.tables().getFirst().rows().getFirst().getFirst()))
        .hasToString("book.xlsx Sheet0!A2");
  }

  @Test
  void doesNotOpenArchivesThatAreTooDeep() throws IOException {
    byte[] third = zip("c.pdf", pdf("Too deep."));
    byte[] second = zip("c.zip", third, "b.pdf", pdf("Deep enough."));
    byte[] first = zip("b.zip", second);

    Document document = FileReads.document(first);

    assertThat(document.text()).contains("Deep enough.").doesNotContain("Too deep.");
    assertThat(document.remarks())
        .containsExactly("b.zip!/c.zip is an archive too deep inside others and was not opened.");
  }

  private static byte[] pdf(String text) {
    return new PdfFile().page(pen -> pen.write(72, 100, text)).bytes();
  }

  private static byte[] zip(Object... namesAndContents) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        zip.write((byte[]) namesAndContents[i + 1]);
      }
    }
    return out.toByteArray();
  }

  private static byte[] word(UnaryOperator<String> change) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var word = new XWPFDocument()) {
      word.createParagraph().createRun().setText("marker");
      word.write(out);
    }
    return changed(out.toByteArray(), "word/document.xml", change);
  }

  private static byte[] workbook(UnaryOperator<String> change) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var workbook = new XSSFWorkbook()) {
      var sheet = workbook.createSheet();
      var head = sheet.createRow(0);
      head.createCell(0).setCellValue("marker");
      head.createCell(1).setCellValue("Amount");
      sheet.createRow(1).createCell(0).setCellValue("first");
      sheet.getRow(1).createCell(1).setCellValue(5);
      workbook.write(out);
    }
    return changed(out.toByteArray(), "xl/sharedStrings.xml", change);
  }

  private static byte[] changed(byte[] file, String part, UnaryOperator<String> change)
      throws IOException {
    var out = new ByteArrayOutputStream();
    try (var in = new ZipInputStream(new ByteArrayInputStream(file));
        var zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        byte[] content = in.readAllBytes();
        if (entry.getName().equals(part)) {
          content =
              change
                  .apply(new String(content, StandardCharsets.UTF_8))
                  .getBytes(StandardCharsets.UTF_8);
        }
        zip.write(content);
      }
    }
    return out.toByteArray();
  }
}
