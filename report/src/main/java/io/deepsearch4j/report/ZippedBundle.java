package io.deepsearch4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A bundle as a zip file, read in place; nothing is unpacked to disk by its own name.
final class ZippedBundle implements BundleFiles {
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

  ZippedBundle(Path path, Limits limits) {
    try {
      zip = new ZipFile(path.toFile());
    } catch (IOException e) {
      throw new ReportException(
          Clean.line(path.toString(), 200) + " is no zip file, or a damaged one; get it again", e);
    }
    try {
      collect(limits);
    } catch (ReportException e) {
      close();
      throw e;
    }
  }

  private void collect(Limits limits) {
    var tally = new Tally(limits);
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (entry.isDirectory()) {
        continue;
      }
      String name = BundleFiles.checked(entry.getName());
      tally.add(name, entry.getSize());
      if (entries.put(name, entry) != null) {
        throw new ReportException(
            "the bundle holds two files named " + name + "; which one counts cannot be known");
      }
    }
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  @Override
  public byte[] read(String name) {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("no file " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      // What unpacks to more than it says is a bomb or a lie.
      byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
      if (bytes.length != entry.getSize()) {
        throw new ReportException(
            name + " in the bundle does not unpack to the size it claims; the bundle is not read");
      }
      return bytes;
    } catch (IOException e) {
      throw new ReportException(name + " in the bundle is damaged; get the bundle again", e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new ReportException("the bundle cannot be closed", e);
    }
  }
}
