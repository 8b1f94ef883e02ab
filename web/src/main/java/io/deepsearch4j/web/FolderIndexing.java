package io.deepsearch4j.web;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One pass over a folder that brings its index up to date: reads what is new or changed, several
/// files at a time, and forgets what is gone. Used once.
final class FolderIndexing {
  private static final Logger LOG = LoggerFactory.getLogger(FolderIndexing.class);

  /// So many files at most are read again after a crash.
  private static final int FILES_PER_COMMIT = 100;

  private final IndexWriter writer;
  private final Map<String, FolderIndex.Stamp> known;
  private final FolderText text;
  private final DocumentReader reader;
  private final FolderConfig config;
  private final Clock clock;
  private final Consumer<IndexProgress> progress;

  FolderIndexing(
      FolderWriter.Opened opened,
      FolderText text,
      DocumentReader reader,
      FolderConfig config,
      Clock clock,
      Consumer<IndexProgress> progress) {
    this.writer = opened.writer();
    this.known = opened.stamps();
    this.text = text;
    this.reader = reader;
    this.config = config;
    this.clock = clock;
    this.progress = progress;
  }

  /// What became of one file.
  private sealed interface Outcome {
    record Read() implements Outcome {}

    record Unchanged() implements Outcome {}

    record Failed(String why) implements Outcome {}
  }

  private record Pending(FolderFiles.Found file, Future<Outcome> outcome) {}

  Indexed run(FolderFiles files) throws IOException, InterruptedException {
    int removed = removeGone(files);
    var failures = new ArrayList<Indexed.Failure>(files.failures());
    int read = 0;
    int unchanged = 0;
    int done = 0;
    ExecutorService threads = Executors.newFixedThreadPool(config.threads());
    try {
      for (Pending pending : submit(files, threads)) {
        FolderFiles.Found file = pending.file();
        switch (outcome(pending)) {
          case Outcome.Read _ -> read++;
          case Outcome.Unchanged _ -> unchanged++;
          case Outcome.Failed(var why) -> failures.add(new Indexed.Failure(file.name(), why));
        }
        done++;
        if (done % FILES_PER_COMMIT == 0) {
          FolderIndex.commit(writer);
        }
        progress.accept(new IndexProgress(done, files.found().size(), file.name()));
      }
    } finally {
      threads.shutdownNow();
    }
    FolderIndex.commit(writer);
    return new Indexed(files.found().size(), read, unchanged, removed, failures, false);
  }

  private int removeGone(FolderFiles files) throws IOException {
    var there = new HashSet<String>();
    files.found().forEach(file -> there.add(file.name()));
    int removed = 0;
    for (String name : known.keySet()) {
      if (!there.contains(name)) {
        FolderIndex.remove(writer, name);
        removed++;
      }
    }
    return removed;
  }

  private List<Pending> submit(FolderFiles files, ExecutorService threads) {
    var pending = new ArrayList<Pending>();
    for (FolderFiles.Found file : files.found()) {
      pending.add(new Pending(file, threads.submit(() -> index(file))));
    }
    return pending;
  }

  /// A reader that fails on one file must not cost the other thousand; a writer that fails ends the
  /// pass.
  private Outcome outcome(Pending pending) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      // A result that is already there would let a cancelled pass go on.
      throw new InterruptedException();
    }
    try {
      return pending.outcome().get();
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case IOException disk -> throw disk;
        case AlreadyClosedException closed -> throw closed;
        case RuntimeException failed -> {
          LOG.warn("the reader failed on {}", pending.file().name(), failed);
          FolderIndex.remove(writer, pending.file().name());
          yield new Outcome.Failed("the reader failed on it; convert it to another format");
        }
        case StackOverflowError _ -> {
          FolderIndex.remove(writer, pending.file().name());
          yield new Outcome.Failed("it is nested too deeply to be read");
        }
        case null, default -> throw new IllegalStateException(e);
      };
    }
  }

  private Outcome index(FolderFiles.Found file) throws IOException {
    FolderIndex.Stamp last = known.get(file.name());
    if (file.size() > config.maxBytes()) {
      FolderIndex.remove(writer, file.name());
      return new Outcome.Failed(tooLarge(file.size(), config));
    }
    if (last != null && last.surelyDescribes(file)) {
      return again(last);
    }
    long now = clock.millis();
    byte[] bytes;
    try {
      bytes = bytes(file.path(), config);
    } catch (IOException _) {
      FolderIndex.remove(writer, file.name());
      return new Outcome.Failed("cannot be opened; check its rights");
    }
    if (bytes.length > config.maxBytes()) {
      FolderIndex.remove(writer, file.name());
      return new Outcome.Failed(tooLarge(bytes.length, config));
    }
    String sha256 = PageStore.sha256(bytes);
    if (last != null && last.sha256().equals(sha256)) {
      FolderIndex.touch(writer, stamp(file, sha256, now, last.failure(), last.pages()));
      return again(last);
    }
    return switch (reader.read(new Source(bytes, "", file.path().toUri()))) {
      case Reading.Read(var document) -> {
        String title = title(document, file);
        var passages =
            FolderPassages.of(document).stream()
                .map(
                    passage ->
                        new FolderIndex.Passage(file.name(), title, document.published(), passage))
                .toList();
        FolderIndex.put(
            writer,
            text,
            stamp(file, sha256, now, "", document.pages()),
            passages,
            title + " " + file.name().replaceAll("[^\\p{L}\\p{N}]+", " "));
        yield new Outcome.Read();
      }
      case Reading.Unreadable(var reason, var why) -> {
        if (reason == Reading.Reason.TOO_SLOW) {
          // The machine was perhaps busy: without a stamp it is tried again next time.
          FolderIndex.remove(writer, file.name());
        } else {
          FolderIndex.put(writer, text, stamp(file, sha256, now, why, 0), List.of(), "");
        }
        yield new Outcome.Failed(why);
      }
    };
  }

  private static Outcome again(FolderIndex.Stamp last) {
    return last.failure().isEmpty() ? new Outcome.Unchanged() : new Outcome.Failed(last.failure());
  }

  private static FolderIndex.Stamp stamp(
      FolderFiles.Found file, String sha256, long now, String failure, int pages) {
    return new FolderIndex.Stamp(
        file.name(), file.size(), file.modified(), sha256, now, failure, pages);
  }

  private static String title(Document document, FolderFiles.Found file) {
    String title = HitText.line(document.title(), HitText.MAX_TITLE);
    Path last = file.path().getFileName();
    return title.isEmpty() ? HitText.line(String.valueOf(last), HitText.MAX_TITLE) : title;
  }

  /// The bytes, and at most one more than allowed.
  static byte[] bytes(Path file, FolderConfig config) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes((int) config.maxBytes() + 1);
    }
  }

  static String tooLarge(long bytes, FolderConfig config) {
    return "it has more than "
        + config.maxBytes()
        + " bytes ("
        + bytes
        + "); split it or raise folder.max-bytes";
  }
}
