package io.deepsearch4j.server;

import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.FolderFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// The files that one caller has uploaded, in a folder that holds nothing else. A file arrives
/// under a hidden name and is moved into place when it is whole.
///
/// @param changed is told that the folder must be read again
record Uploads(Path folder, Clock clock, Runnable changed) {
  private static final int MOST_FILES = 100;
  private static final int BEGINNING = 65_536;
  private static final String ARRIVING = ".arriving";

  /// Whatever arrived so long ago and is not in place never will be.
  private static final Duration LOST = Duration.ofHours(1);

  /// Brings the bytes of a file.
  @FunctionalInterface
  interface Delivery {
    void to(Path file) throws IOException;
  }

  /// Keeps a file, instead of one of the same name if there is one.
  FolderFile keep(UploadName name, Delivery delivery) throws IOException {
    Path file = path(name);
    Files.createDirectories(folder);
    Path arriving = room(file);
    try {
      delivery.to(arriving);
      check(name, arriving);
      Files.move(
          arriving, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(arriving);
    }
    changed.run();
    return new FolderFile(name.text(), FolderFile.State.WAITING, 0, "");
  }

  // What arrives counts as well: many uploads at once are no way around the limit. Between counting
  // and making one file more another request may do the same, which costs a file, not the disk.
  private Path room(Path file) throws IOException {
    int there = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path one : files.toList()) {
        if (!isLost(one)) {
          there++;
        } else {
          Files.deleteIfExists(one);
        }
      }
    }
    if (there >= MOST_FILES && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ProblemException(
          Code.CONFLICT,
          "you have " + MOST_FILES + " documents already, which is the most; remove some first");
    }
    return Files.createTempFile(folder, ARRIVING, "");
  }

  private boolean isLost(Path file) throws IOException {
    return file.getFileName().toString().startsWith(ARRIVING)
        && Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(LOST));
  }

  private void check(UploadName name, Path arriving) throws IOException {
    byte[] beginning;
    try (InputStream in = Files.newInputStream(arriving)) {
      beginning = in.readNBytes(BEGINNING);
    }
    if (beginning.length == 0) {
      throw new ProblemException(Code.INVALID, name.text() + " is empty; send the file's bytes");
    }
    var source = new Source(beginning, "", path(name).toUri());
    Optional<Reading.Unreadable> refusal = FormatReader.refusal(source);
    if (refusal.isPresent()) {
      throw new ProblemException(
          Code.UNSUPPORTED_TYPE, refusal.get().why().replace(source.url().toString(), name.text()));
    }
  }

  /// Removes a file; answers whether it was there.
  boolean remove(UploadName name) throws IOException {
    boolean wasThere = Files.deleteIfExists(path(name));
    if (wasThere) {
      changed.run();
    }
    return wasThere;
  }

  private Path path(UploadName name) {
    try {
      return folder.resolve(name.text());
    } catch (InvalidPathException _) {
      throw new ProblemException(
          Code.INVALID,
          "this machine cannot write that name; rename the file, or start the server with"
              + " LC_ALL=C.UTF-8");
    }
  }
}
