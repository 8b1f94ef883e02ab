package io.deepsearch4j.server;

import io.deepsearch4j.web.FolderFile;
import io.deepsearch4j.web.FolderWeb;
import io.deepsearch4j.web.Indexed;
import io.deepsearch4j.web.WebException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads folders in the background, one pass over a folder at a time, and knows what became of
/// their files. Safe to share between threads.
final class IndexPasses implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexPasses.class);

  private final Function<Path, FolderWeb> open;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Path, Pass> passes = new HashMap<>();

  /// What the last pass could not read, by folder and file. The index keeps only what would be the
  /// same the next time.
  private final Map<Path, Map<String, String>> failures = new HashMap<>();

  private boolean closed;

  private enum Pass {
    UNDER_WAY,
    TO_BE_REPEATED
  }

  /// @param open opens the index of a folder
  IndexPasses(Function<Path, FolderWeb> open) {
    this.open = open;
  }

  /// The files of a folder and what is known of them; has those read that are not read yet.
  List<FolderFile> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<FolderFile> files;
    try (FolderWeb web = open.apply(folder)) {
      files = web.files();
    }
    Map<String, String> unread = unread(folder);
    List<FolderFile> known =
        files.stream().map(file -> known(file, unread.getOrDefault(file.path(), ""))).toList();
    if (known.stream().anyMatch(file -> file.state() == FolderFile.State.WAITING)) {
      begin(folder, Pass.UNDER_WAY);
    }
    return known;
  }

  private static FolderFile known(FolderFile file, String trouble) {
    return file.state() == FolderFile.State.WAITING && !trouble.isEmpty()
        ? new FolderFile(file.path(), FolderFile.State.FAILED, 0, trouble)
        : file;
  }

  private synchronized Map<String, String> unread(Path folder) {
    return failures.getOrDefault(folder, Map.of());
  }

  /// Has a folder read in which something has changed; whatever is under way may have missed it.
  synchronized void changed(Path folder) {
    failures.remove(folder);
    begin(folder, Pass.TO_BE_REPEATED);
  }

  private synchronized void begin(Path folder, Pass ifUnderWay) {
    if (closed) {
      return;
    }
    if (passes.containsKey(folder)) {
      passes.merge(folder, ifUnderWay, (now, wanted) -> now.compareTo(wanted) < 0 ? wanted : now);
      return;
    }
    passes.put(folder, Pass.UNDER_WAY);
    threads.execute(() -> read(folder));
  }

  private void read(Path folder) {
    do {
      try (FolderWeb web = open.apply(folder)) {
        remember(folder, web.update(_ -> {}));
      } catch (InterruptedException _) {
        return;
      } catch (WebException | UncheckedIOException e) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        LOG.warn("a folder of documents cannot be read for the moment: {}", e.getMessage());
      } catch (RuntimeException e) {
        // This thread has nobody to tell; the folder's files stay waiting.
        LOG.error("a folder of documents cannot be read", e);
      }
    } while (isToBeRepeated(folder));
  }

  private synchronized void remember(Path folder, Indexed indexed) {
    failures.put(
        folder,
        indexed.failures().stream()
            .collect(
                Collectors.toMap(
                    Indexed.Failure::file, failure -> plain(folder, failure), (one, _) -> one)));
  }

  private static String plain(Path folder, Indexed.Failure failure) {
    return failure.why().replace(folder.resolve(failure.file()).toUri().toString(), failure.file());
  }

  private synchronized boolean isToBeRepeated(Path folder) {
    if (passes.get(folder) == Pass.TO_BE_REPEATED && !closed) {
      passes.put(folder, Pass.UNDER_WAY);
      return true;
    }
    passes.remove(folder);
    return false;
  }

  /// Ends what is under way and waits for its end.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    threads.shutdownNow();
    threads.close();
  }
}
