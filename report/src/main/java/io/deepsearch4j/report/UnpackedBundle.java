package io.deepsearch4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// A bundle as a folder. Links are refused: they could lead to files that are none of its own.
final class UnpackedBundle implements BundleFiles {
  private final Path folder;
  private final Limits limits;
  private final Set<String> names = new TreeSet<>();

  UnpackedBundle(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
    var tally = new Tally(limits);
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String relative = folder.relativize(file).toString().replace('\\', '/');
              String name = BundleFiles.checked(relative);
              if (!attributes.isRegularFile()) {
                throw new ReportException(
                    name + " in the bundle is a link or no plain file; a bundle has none");
              }
              tally.add(name, attributes.size());
              names.add(name);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new ReportException("the bundle's folder cannot be read; check rights", e);
    }
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  @Override
  public byte[] read(String name) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException("no file " + name);
    }
    try (InputStream in = Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes((int) limits.file() + 1);
      if (bytes.length > limits.file()) {
        throw new ReportException(name + " in the bundle grew while it was read");
      }
      return bytes;
    } catch (IOException e) {
      throw new ReportException(name + " in the bundle cannot be read; check rights", e);
    }
  }

  @Override
  public void close() {}
}
