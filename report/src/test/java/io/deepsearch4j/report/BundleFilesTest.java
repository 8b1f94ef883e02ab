package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleFilesTest {
  private static final BundleFiles.Limits SMALL = new BundleFiles.Limits(3, 1_000, 1_500);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "a/../../evil",
        "/etc/passwd",
        "C:\\evil",
        "a\\..\\evil",
        ".hidden",
        "a//b",
        "a/./b",
        "a\u0000b",
        "naïve",
        "a/b/c/d/e/f/g/h/i/j"
      })
  void aNameThatLeadsElsewhereIsRefused(String name) throws IOException {
    Path zip = zip(name, new byte[] {1});

    assertThatThrownBy(() -> BundleFiles.open(zip, SMALL))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("leads elsewhere");
  }

  @Test
  void moreFilesThanAllowedAreRefused() throws IOException {
    Path zip = zip(List.of("a", "b", "c", "d"), new byte[] {1});

    assertThatThrownBy(() -> BundleFiles.open(zip, SMALL))
        .hasMessageContaining("more than 3 files");
  }

  @Test
  void aFileThatUnpacksToTooMuchIsRefusedBeforeItIsUnpacked() throws IOException {
    Path bomb = zip("bomb", new byte[50_000_000]);

    assertThat(Files.size(bomb)).isLessThan(100_000);
    assertThatThrownBy(() -> BundleFiles.open(bomb, SMALL))
        .hasMessageContaining("bomb in the bundle has 50000000 bytes");
  }

  @Test
  void filesThatTogetherAreTooMuchAreRefused() throws IOException {
    Path zip = zip(List.of("a", "b"), new byte[900]);

    assertThatThrownBy(() -> BundleFiles.open(zip, SMALL)).hasMessageContaining("more than 1500");
  }

  @Test
  void aFileThatLiesAboutItsSizeIsRefused() throws IOException {
    byte[] zip = Files.readAllBytes(zip("bomb", new byte[100_000]));
    // The size unpacked stands 24 bytes into the entry of the directory, which begins so.
    int entry = indexOf(zip, new byte[] {'P', 'K', 1, 2});
    zip[entry + 24] = 10;
    zip[entry + 25] = 0;
    zip[entry + 26] = 0;
    Path lying = Files.write(folder.resolve("lying.zip"), zip);

    assertThatThrownBy(
            () -> {
              try (BundleFiles files = BundleFiles.open(lying, SMALL)) {
                var _ = files.read("bomb");
              }
            })
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("bomb in the bundle");
  }

  @Test
  void linksInAFolderAreRefused() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "x");
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    Files.createSymbolicLink(bundle.resolve("link"), secret);

    assertThatThrownBy(() -> BundleFiles.open(bundle, SMALL)).hasMessageContaining("is a link");
  }

  @Test
  void whatIsNoZipFileIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("no.zip"), "hello");

    assertThatThrownBy(() -> BundleFiles.open(text, SMALL)).hasMessageContaining("no zip file");
    assertThatThrownBy(() -> BundleFiles.open(folder.resolve("none.zip"), SMALL))
        .hasMessageContaining("there is no bundle at");
  }

  private Path zip(String name, byte[] bytes) throws IOException {
    return zip(List.of(name), bytes);
  }

  private Path zip(List<String> names, byte[] bytes) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zipped, StandardCharsets.UTF_8)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
      }
    }
    return Files.write(folder.resolve("some.zip"), zipped.toByteArray());
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new IllegalStateException("not there");
  }
}
