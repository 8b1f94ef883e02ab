package io.deepsearch4j.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/// The files of a bundle, from whomever it came: packed or unpacked, with harmless names, and of
/// bounded number and size.
sealed interface BundleFiles extends AutoCloseable permits ZippedBundle, UnpackedBundle {
  Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,7}");

  /// How much a bundle may hold.
  ///
  /// @param file bytes of one file
  /// @param all bytes of all files together
  record Limits(int files, long file, long all) {
    static final Limits DEFAULT = new Limits(20_000, 128L << 20, 2L << 30);
  }

  /// Opens a zip file or a folder; refuses one that is not harmless.
  static BundleFiles open(Path path, Limits limits) {
    if (Files.isDirectory(path)) {
      return new UnpackedBundle(path, limits);
    }
    if (Files.isRegularFile(path)) {
      return new ZippedBundle(path, limits);
    }
    throw new ReportException(
        "there is no bundle at "
            + Clean.line(path.toString(), 200)
            + "; name a zip file or a folder");
  }

  /// The names of all files.
  Set<String> names();

  /// The bytes of a file that is there.
  byte[] read(String name);

  @Override
  void close();

  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ReportException(
          "the bundle holds a file named "
              + Clean.line(name, 120)
              + ", which leads elsewhere or is no name that a bundle has; do not unpack it");
    }
    return name;
  }

  /// Counts files and bytes, and refuses what is beyond the limits.
  final class Tally {
    private final Limits limits;
    private int files;
    private long bytes;

    Tally(Limits limits) {
      this.limits = limits;
    }

    void add(String name, long size) {
      files++;
      bytes += size;
      if (files > limits.files()) {
        throw new ReportException(
            "the bundle holds more than " + limits.files() + " files; no run needs so many");
      }
      if (size < 0 || size > limits.file()) {
        throw new ReportException(
            "%s in the bundle has %d bytes and at most %d are read; it is no page that we stored"
                .formatted(name, size, limits.file()));
      }
      if (bytes > limits.all()) {
        throw new ReportException(
            "the bundle unpacks to more than " + limits.all() + " bytes; it is not read further");
      }
    }
  }
}
