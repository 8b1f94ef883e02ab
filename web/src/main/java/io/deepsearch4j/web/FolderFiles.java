package io.deepsearch4j.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The files of a folder that may be read: regular, not hidden, reached without symbolic links. A
/// link inside the folder to a file of the folder loses nothing by that, and no link leads out or
/// round in circles.
record FolderFiles(List<Found> found, List<Indexed.Failure> failures) {

  /// A file as the folder lists it.
  ///
  /// @param name relative to the folder, with `/`
  /// @param modified in milliseconds
  record Found(Path path, String name, long size, long modified) {}

  /// @param except a folder to leave out, such as the index itself
  static FolderFiles list(Path root, Path except, int maxFiles) {
    var found = new ArrayList<Found>();
    var failures = new ArrayList<Indexed.Failure>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean left = !folder.equals(root) && (isHidden(folder) || folder.equals(except));
            return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file)) {
              if (found.size() == maxFiles) {
                throw new WebException(
                    root
                        + " holds more than "
                        + maxFiles
                        + " files; name a smaller folder or raise folder.max-files");
              }
              found.add(
                  new Found(
                      file,
                      name(root, file),
                      attributes.size(),
                      attributes.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            failures.add(
                new Indexed.Failure(name(root, file), "cannot be opened; check its rights"));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(root, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + root, e);
    }
    found.sort(Comparator.comparing(Found::name));
    return new FolderFiles(List.copyOf(found), List.copyOf(failures));
  }

  static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  static boolean isHidden(Path file) {
    Path last = file.getFileName();
    return last != null && last.toString().startsWith(".");
  }
}
