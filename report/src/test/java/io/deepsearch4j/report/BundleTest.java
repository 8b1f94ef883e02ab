package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.web.PageStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  @TempDir Path folder;

  @Test
  void holdsReportsRunEvidenceAndPages() throws IOException {
    Map<String, byte[]> files = files(bundle());

    assertThat(files.keySet())
        .contains(
            "report/report.md",
            "report/report.html",
            "report/report.pdf",
            "report/report.docx",
            "report/report.json",
            "run.json",
            "bill.json",
            "steps.jsonl",
            "plan.json",
            "claims.json",
            "evidence.json",
            "models.json",
            "settings.json",
            "manifest.json")
        .anyMatch(name -> name.matches("pages/[0-9a-f]{16}/bytes"))
        .anyMatch(name -> name.matches("pages/[0-9a-f]{16}/text.txt"));
    assertThat(text(files, "manifest.json")).contains("\"deepsearch4j/bundle/1\"");
    assertThat(text(files, "plan.json")).contains("height of the lighthouse");
  }

  @Test
  void itsManifestListsEveryFileWithItsHash() throws IOException {
    Map<String, byte[]> files = files(bundle());
    Manifest manifest = Manifest.of(file(files, "manifest.json"));

    assertThat(manifest.files()).hasSize(files.size() - 1);
    for (Manifest.Listed listed : manifest.files()) {
      assertThat(PageStore.sha256(file(files, listed.path()))).isEqualTo(listed.sha256());
    }
  }

  @Test
  void theSameRunGivesTheSameBytes() {
    byte[] one;
    byte[] other;
    try (StoredSample sample = StoredSample.in(folder)) {
      one = write(sample);
      other = write(sample);
    }

    assertThat(one).isEqualTo(other);
  }

  @Test
  void noSecretOfTheSettingsGetsIntoIt() throws IOException {
    Map<String, byte[]> files = files(bundle());

    files.forEach(
        (name, bytes) ->
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .as(name)
                .doesNotContain(StoredSample.SECRET));
    assertThat(text(files, "run.json")).contains("OPENAI_API_KEY");
  }

  @Test
  void aPageThatIsNoLongerStoredIsNamed() throws IOException {
    try (StoredSample sample = StoredSample.in(folder)) {
      String page =
          RunRecord.find(sample.store, sample.id).orElseThrow().evidence().getFirst().page();
      Files.delete(folder.resolve("pages/pages/" + page + ".json"));

      Bundle.Written written =
          Bundle.write(sample.store, sample.pages, sample.id, new ByteArrayOutputStream());

      assertThat(written.missing()).containsExactly(page);
    }
  }

  private byte[] bundle() {
    try (StoredSample sample = StoredSample.in(folder)) {
      return write(sample);
    }
  }

  static byte[] write(StoredSample sample) {
    var out = new ByteArrayOutputStream();
    var _ = Bundle.write(sample.store, sample.pages, sample.id, out);
    return out.toByteArray();
  }

  static Map<String, byte[]> files(byte[] zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(file(files, name), StandardCharsets.UTF_8);
  }
}
