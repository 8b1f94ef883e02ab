package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.report.BundleCheck.Checked;
import io.deepsearch4j.web.PageStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCheckTest {
  @TempDir static Path home;
  @TempDir Path folder;

  private static Map<String, byte[]> original;
  private static byte[] zipped;

  @BeforeAll
  static void makeOne() throws IOException {
    try (StoredSample sample = StoredSample.in(home)) {
      zipped = BundleTest.write(sample);
      original = BundleTest.files(zipped);
    }
  }

  @Test
  void aBundleThatNobodyTouchedHolds() throws IOException {
    Path zip = Files.write(folder.resolve("run.zip"), zipped);

    BundleCheck.Result result = new BundleCheck(StoredSample.READER).check(zip);

    assertThat(result.checked()).filteredOn(one -> !one.holds()).isEmpty();
    assertThat(result.checked())
        .extracting(Checked::kind)
        .contains("file", "page", "evidence", "citation", "sentence", "report");
    assertThat(result.manifestSha256()).isEqualTo(PageStore.sha256(file(Manifest.FILE)));
  }

  @Test
  void anUnpackedBundleHoldsAsWell() throws IOException {
    for (Map.Entry<String, byte[]> file : original.entrySet()) {
      Path path = folder.resolve("unpacked").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }

    assertThat(new BundleCheck(StoredSample.READER).check(folder.resolve("unpacked")).holds())
        .isTrue();
  }

  @Test
  void everyChangedFileIsFound() {
    var tampered = new Tampered();
    List<String> names =
        original.keySet().stream().filter(name -> !name.equals(Manifest.FILE)).toList();
    names.forEach(name -> tampered.replace(name, flipped(file(name))));

    assertThat(tampered.troubles())
        .filteredOn(one -> one.kind().equals("file") && one.trouble().contains("SHA-256 differs"))
        .extracting(Checked::what)
        .containsExactlyElementsOf(names);
  }

  @Test
  void aMissingAndAnAddedFileAreFound() {
    assertThat(new Tampered().remove("claims.json").troubles())
        .anyMatch(one -> one.trouble().contains("the bundle lacks it"));
    assertThat(new Tampered().replace("extra.txt", new byte[] {1}).troubles())
        .anyMatch(one -> one.what().equals("extra.txt"));
  }

  @Test
  void changedPageBytesAreFoundEvenWithANewManifest() {
    assertThat(new Tampered().swap(page("bytes"), "47 m", "49 m").listedAgain().troubles())
        .anyMatch(one -> one.kind().equals("page") && one.trouble().contains("SHA-256 differs"))
        .anyMatch(one -> one.kind().equals("evidence") && one.what().equals("E1"));
  }

  @Test
  void changedPageTextIsFoundEvenWithANewManifest() {
    assertThat(
            new Tampered()
                .swap(page("text.txt"), "47 m", "49 m")
                .swap(page("document.json"), "47 m", "49 m")
                .listedAgain()
                .troubles())
        .anyMatch(one -> one.kind().equals("page") && one.trouble().contains("text"));
  }

  @Test
  void aTextThatTheBytesDoNotGiveIsFoundEvenIfAllHashesFit() {
    String text = string(page("text.txt")).replace("47 m", "49 m");
    String before = PageStore.sha256(file(page("text.txt")));
    String after = PageStore.sha256(text.getBytes(StandardCharsets.UTF_8));

    List<Checked> troubles =
        new Tampered()
            .swap(page("text.txt"), "47 m", "49 m")
            .swap(page("document.json"), "47 m", "49 m")
            .swap(page("page.json"), before, after)
            .swap("steps.jsonl", before, after)
            .swap("steps.jsonl", "47 m", "49 m")
            .swap("run.json", before, after)
            .swap("run.json", "47 m", "49 m")
            .listedAgain()
            .troubles();

    assertThat(troubles)
        .anyMatch(one -> one.what().equals("E1") && one.trouble().contains("gives another text"));
  }

  @Test
  void aQuoteThatDoesNotStandWhereItIsSaidToIsFound() {
    assertThat(
            new Tampered()
                .swap("steps.jsonl", "The lighthouse is 47 m high", "The lighthouse is 48 m high")
                .listedAgain()
                .troubles())
        .anyMatch(one -> one.what().equals("E1") && one.trouble().contains("does not stand"));
  }

  @Test
  void aQuoteFromBeforeTheTextIsFound() {
    Matcher place =
        Pattern.compile("\"start\":(\\d+),\"end\":(\\d+),\"quote\"").matcher(string("steps.jsonl"));
    assertThat(place.find()).isTrue();
    int length = Integer.parseInt(place.group(2)) - Integer.parseInt(place.group(1));
    String before = "\"start\":-1,\"end\":%d,\"quote\"".formatted(length - 1);

    assertThat(new Tampered().swap("steps.jsonl", place.group(), before).listedAgain().troubles())
        .anyMatch(one -> one.trouble().contains("begins before its text"));
  }

  @Test
  void aCitationThatTheRunDidNotFindIsFound() {
    assertThat(
            new Tampered()
                .swap("run.json", "The lighthouse is 47 m high", "The lighthouse is 48 m high")
                .listedAgain()
                .troubles())
        .anyMatch(one -> one.kind().equals("citation") && one.what().equals("[1]"));
    assertThat(new Tampered().swap("run.json", "\"E1\"", "\"E7\"").listedAgain().troubles())
        .anyMatch(one -> one.trouble().contains("no evidence of that name"));
  }

  @Test
  void aNumberThatNoPassageSaysIsFound() {
    String sentence = StoredSample.SENTENCE;

    assertThat(
            new Tampered()
                .swap("run.json", sentence, sentence.replace("47", "74"))
                .listedAgain()
                .troubles())
        .anyMatch(one -> one.kind().equals("sentence") && one.trouble().contains("74"));
  }

  @Test
  void aSentenceThatCitesWhatIsNotThereIsFound() {
    assertThat(
            new Tampered()
                .swap("run.json", "\"citations\" : [ 1 ]", "\"citations\" : [ 3 ]")
                .listedAgain()
                .troubles())
        .anyMatch(one -> one.kind().equals("sentence") && one.trouble().contains("[3]"));
  }

  @Test
  void aReportThatSaysSomethingElseIsFound() {
    for (String name : List.of("report/report.md", "report/report.html", "report/report.json")) {
      assertThat(new Tampered().swap(name, "47 m", "48 m").listedAgain().troubles())
          .as(name)
          .anyMatch(one -> one.kind().equals("report") && one.what().equals(name));
    }
    byte[] other = ReportFormat.PDF.write(Samples.english());
    assertThat(new Tampered().replace("report/report.pdf", other).listedAgain().troubles())
        .anyMatch(one -> one.what().equals("report/report.pdf") && one.kind().equals("report"));
    byte[] word = ReportFormat.DOCX.write(Samples.english());
    assertThat(new Tampered().replace("report/report.docx", word).listedAgain().troubles())
        .anyMatch(one -> one.what().equals("report/report.docx") && one.kind().equals("report"));
  }

  @Test
  void aPageUnderAnotherNameIsFound() {
    assertThat(
            new Tampered()
                .swap(page("page.json"), page("").split("/")[1], "../../../escaped")
                .listedAgain()
                .troubles())
        .anyMatch(one -> one.kind().equals("page") && one.trouble().contains("another page"));
  }

  @Test
  void anotherTimeOrRobotsDecisionIsFound() {
    assertThat(
            new Tampered()
                .swap(page("page.json"), "allowed by /robots.txt", "no robots.txt")
                .listedAgain()
                .troubles())
        .anyMatch(one -> one.kind().equals("evidence") && one.trouble().contains("robots"));
  }

  @Test
  void nonsenseIsASentenceAndNoStackTrace() {
    for (String file : List.of("run.json", "bill.json", "steps.jsonl")) {
      for (String nonsense : List.of("", "null", "{}", "[[[", "{\"step\":{\"kind\":\"acted\"}}")) {
        byte[] bytes = nonsense.getBytes(StandardCharsets.UTF_8);
        if (file.equals("steps.jsonl") && nonsense.isEmpty()) {
          continue;
        }
        assertThat(new Tampered().replace(file, bytes).listedAgain().troubles())
            .as(file + " " + nonsense)
            .isNotEmpty();
      }
    }
    byte[] line = "{\"lines\":{\"reader\":null}}".getBytes(StandardCharsets.UTF_8);
    assertThat(new Tampered().replace("bill.json", line).listedAgain().troubles())
        .anyMatch(one -> one.trouble().contains("cannot be read"));
    assertThatThrownBy(
            () -> new Tampered().replace(Manifest.FILE, new byte[] {'{', '}'}).troubles())
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("manifest.json");
  }

  @Test
  void aMissingValueWithinAStepIsASentenceAndNoStackTrace() {
    for (String name :
        List.of("plan", "turn", "spent", "draft", "verdict", "observation", "evidence", "quote")) {
      assertThat(
              new Tampered()
                  .swap("steps.jsonl", "\"" + name + "\":", "\"no-" + name + "\":")
                  .listedAgain()
                  .troubles())
          .as(name)
          .isNotEmpty();
    }
  }

  private static byte[] file(String name) {
    return Objects.requireNonNull(original.get(name), name);
  }

  private static String page(String name) {
    return original.keySet().stream()
            .filter(one -> one.endsWith("/page.json"))
            .findFirst()
            .orElseThrow()
            .replace("page.json", "")
        + name;
  }

  private static String string(String name) {
    return new String(file(name), StandardCharsets.UTF_8);
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] other = bytes.clone();
    other[other.length / 2] ^= 1;
    return other;
  }

  /// A copy of the bundle that somebody works on.
  private final class Tampered {
    private final Map<String, byte[]> files = new LinkedHashMap<>(original);

    private Tampered replace(String name, byte[] bytes) {
      files.put(name, bytes);
      return this;
    }

    private Tampered remove(String name) {
      files.remove(name);
      return this;
    }

    private Tampered swap(String name, String from, String to) {
      String text = new String(files.get(name), StandardCharsets.UTF_8);
      assertThat(text).as(name).contains(from);
      files.put(name, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
      return this;
    }

    /// Makes the manifest fit the files again, as a careful forger would.
    private Tampered listedAgain() {
      Manifest before = Manifest.of(file(Manifest.FILE));
      var listed = new ArrayList<Manifest.Listed>();
      files.forEach(
          (name, bytes) -> {
            if (!name.equals(Manifest.FILE)) {
              listed.add(new Manifest.Listed(name, bytes.length, PageStore.sha256(bytes)));
            }
          });
      files.put(
          Manifest.FILE,
          new Manifest(
                  before.format(),
                  before.writer(),
                  before.run(),
                  before.question(),
                  before.updated(),
                  listed)
              .bytes());
      return this;
    }

    private List<Checked> troubles() {
      var bytes = new ByteArrayOutputStream();
      try (var out = new ZipOutputStream(bytes)) {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          out.putNextEntry(new ZipEntry(file.getKey()));
          out.write(file.getValue());
          out.closeEntry();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      try {
        Path zip = Files.write(folder.resolve("tampered.zip"), bytes.toByteArray());
        return new BundleCheck(StoredSample.READER)
            .check(zip).checked().stream().filter(one -> !one.holds()).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
