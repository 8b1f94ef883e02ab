package io.deepsearch4j.report;

import io.deepsearch4j.web.PageStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a bundle file by file and remembers what the manifest must say of each.
final class BundleZip implements AutoCloseable {
  /// The time that all entries carry, so that the same content gives the same bytes.
  static final LocalDateTime STAMP = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final ZipOutputStream zip;
  private final List<Manifest.Listed> listed = new ArrayList<>();

  BundleZip(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  void add(String path, byte[] bytes) {
    write(path, bytes);
    listed.add(new Manifest.Listed(path, bytes.length, PageStore.sha256(bytes)));
  }

  List<Manifest.Listed> listed() {
    return List.copyOf(listed);
  }

  /// Writes a file that the manifest does not list, because it is the manifest.
  void write(String path, byte[] bytes) {
    try {
      var entry = new ZipEntry(path);
      entry.setTimeLocal(STAMP);
      zip.putNextEntry(entry);
      zip.write(bytes);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle cannot be written; check rights and room", e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle cannot be written; check rights and room", e);
    }
  }
}
