package io.deepsearch4j.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a folder's index for writing: one process at a time, and anew where what is there cannot
/// be used.
final class FolderWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWriter.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Directory directory;
  private final FolderText text;
  private final Clock clock;
  private final Pause pause;

  FolderWriter(Directory directory, FolderText text, Clock clock, Pause pause) {
    this.directory = directory;
    this.text = text;
    this.clock = clock;
    this.pause = pause;
  }

  /// An index that is open, with what it knew when it was opened.
  record Opened(IndexWriter writer, Map<String, FolderIndex.Stamp> stamps) {}

  /// Opens it, or empty where another process is writing and there is something to read meanwhile.
  ///
  /// @throws WebException where the other process has made nothing readable in the time given
  Optional<Opened> open(Duration patience) throws IOException, InterruptedException {
    Instant until = clock.instant().plus(patience);
    while (true) {
      try {
        return Optional.of(openNow());
      } catch (LockObtainFailedException e) {
        if (DirectoryReader.indexExists(directory)) {
          return Optional.empty();
        }
        if (clock.instant().isAfter(until)) {
          throw new WebException(
              "another process has been making the first index in "
                  + directory
                  + " for more than "
                  + patience.toSeconds()
                  + " s; wait for it to end, or end it, and start again",
              e);
        }
        pause.sleep(LOOK_AGAIN);
      }
    }
  }

  private Opened openNow() throws IOException {
    try {
      return openAsIs();
    } catch (LockObtainFailedException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      // Damaged, or written by another version: everything in it can be read from the folder again.
      LOG.warn("the index in {} cannot be used and is made anew ({})", directory, e.toString());
      clear();
      return openAsIs();
    }
  }

  private Opened openAsIs() throws IOException {
    var writer = new IndexWriter(directory, new IndexWriterConfig(text.analyzer()));
    try {
      boolean fresh = !DirectoryReader.indexExists(directory);
      if (!fresh && !isOurs(writer)) {
        throw new IOException("another format");
      }
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        return new Opened(writer, FolderIndex.stamps(reader));
      }
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  private static boolean isOurs(IndexWriter writer) {
    var data = writer.getLiveCommitData();
    if (data != null) {
      for (Map.Entry<String, String> entry : data) {
        if (entry.getKey().equals("format")) {
          return entry.getValue().equals(FolderIndex.FORMAT);
        }
      }
    }
    return false;
  }

  private void clear() throws IOException {
    try (Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      lock.ensureValid();
      for (String file : directory.listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          directory.deleteFile(file);
        }
      }
    }
  }
}
