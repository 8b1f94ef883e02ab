package io.deepsearch4j.server;

import io.deepsearch4j.web.FolderFile;
import io.deepsearch4j.web.FolderWeb;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.WebException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The documents that runs may search: folders that the settings offer to everybody, and what each
/// caller has uploaded, which is that caller's alone. Safe to share between threads.
///
/// What a caller uploads lies in a folder of its own below the uploads folder, named by a hash of
/// the caller's name, so that no name of anybody can lead elsewhere.
public final class Library implements AutoCloseable {
  /// What the collection of a caller's own documents is called.
  public static final String UPLOADS = "uploads";

  private static final int HASH = 32;

  /// So many files of one collection are listed.
  private static final int LISTED = 1_000;

  private final Map<String, Path> offered;
  private final Path uploads;
  private final IndexPasses passes;
  private final Clock clock;

  /// Documents under one name.
  ///
  /// @param uploads whether the caller may add to them and take from them
  record Collection(String name, List<FolderFile> files, boolean uploads) {}

  /// @param offered folders by their names in the settings
  /// @param uploads the folder below which uploaded files are kept
  /// @param open opens the index of a folder
  public Library(
      Map<String, Path> offered, Path uploads, Function<Path, FolderWeb> open, Clock clock) {
    this.offered = new TreeMap<>(offered);
    this.uploads = uploads;
    this.passes = new IndexPasses(open);
    this.clock = clock;
  }

  /// The folder of what a caller has uploaded; empty where there is nothing in it.
  ///
  /// @param caller the name; empty for whoever runs the server
  public Optional<Path> uploaded(String caller) {
    Path folder = folder(caller);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> !file.getFileName().toString().startsWith("."))
          ? Optional.of(folder)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be looked into; check its rights", e);
    }
  }

  /// All that a caller's runs may search.
  List<Collection> collections(Caller caller) {
    var all = new ArrayList<Collection>();
    offered.forEach((name, folder) -> all.add(new Collection(name, files(folder), false)));
    all.add(new Collection(UPLOADS, files(folder(caller.name())), true));
    return List.copyOf(all);
  }

  private List<FolderFile> files(Path folder) {
    try {
      return passes.files(folder).stream().limit(LISTED).toList();
    } catch (WebException _) {
      // Gone since it was looked for, or too large to be listed: runs are told so in a sentence.
      return List.of();
    }
  }

  /// What a caller has uploaded and may upload.
  Uploads of(Caller caller) {
    Path folder = folder(caller.name());
    return new Uploads(folder, clock, () -> passes.changed(folder));
  }

  private Path folder(String caller) {
    return uploads.resolve(
        PageStore.sha256(caller.getBytes(StandardCharsets.UTF_8)).substring(0, HASH));
  }

  @Override
  public void close() {
    passes.close();
  }
}
