package io.deepsearch4j.documents;

import io.deepsearch4j.documents.Reading.Reason;
import io.deepsearch4j.documents.Reading.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads untrusted PDF, office and archive files in a process of their own, with little memory and
/// a time limit. The process starts with the first file, is used again for the next ones, and is
/// replaced when a file kills it. Safe to share; at most two files are read at the same time.
public final class IsolatedReader implements DocumentReader, AutoCloseable {
  private static final int MOST_WORKERS = 2;

  private final DocumentsConfig config;
  private final Class<?> main;
  private final Semaphore places = new Semaphore(MOST_WORKERS);
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();
  private final Set<WorkerProcess> all = new HashSet<>();
  private boolean closed;

  /// Starts nothing yet.
  public IsolatedReader(DocumentsConfig config) {
    this(config, ReadingWorker.class);
  }

  IsolatedReader(DocumentsConfig config, Class<?> main) {
    this.config = config;
    this.main = main;
  }

  /// Reads a file. An interrupted thread stops waiting, its worker is killed, and
  /// [CancellationException] is thrown with the thread still marked as interrupted.
  @Override
  public Reading read(Source source) {
    if (source.bytes().length > config.maxBytes()) {
      return new Unreadable(
          Reason.TOO_LARGE,
          "%s has %d bytes; documents.max-bytes allows %d"
              .formatted(source.url(), source.bytes().length, config.maxBytes()));
    }
    try {
      places.acquire();
      try {
        return readInWorker(source);
      } finally {
        places.release();
      }
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new CancellationException("reading " + source.url() + " was cancelled");
    }
  }

  private Reading readInWorker(Source source) throws InterruptedException {
    WorkerProcess worker = take();
    var answer = new FutureTask<>(() -> worker.read(source));
    Thread.ofVirtual().name("reading").start(answer);
    boolean usable = false;
    try {
      Reading reading = answer.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
      usable = true;
      return reading;
    } catch (TimeoutException late) {
      return new Unreadable(
          Reason.TOO_SLOW,
          "%s was not read within %d s (documents.timeout); try another copy or raise the limit"
              .formatted(source.url(), config.timeout().toSeconds()));
    } catch (ExecutionException hungUp) {
      return died(worker, source);
    } finally {
      if (usable) {
        giveBack(worker);
      } else {
        discard(worker);
      }
    }
  }

  private Reading died(WorkerProcess worker, Source source) throws InterruptedException {
    synchronized (idle) {
      if (closed) {
        throw new CancellationException("the reader was closed while it read " + source.url());
      }
    }
    // A worker that answers nonsense is no longer trusted and may still be running.
    boolean ended = worker.hasEnded();
    if (ended && worker.exitCode() == WorkerProcess.OUT_OF_MEMORY) {
      return new Unreadable(
          Reason.TOO_LARGE,
          "%s needs more than %d MB of memory (documents.worker-memory-mb); raise it or find a smaller copy"
              .formatted(source.url(), config.workerMemoryMb()));
    }
    return new Unreadable(
        Reason.BROKEN,
        source.url() + " ended the process that read it; the file is damaged, try another copy");
  }

  private WorkerProcess take() {
    synchronized (idle) {
      if (closed) {
        throw new IllegalStateException("the reader is closed");
      }
      while (!idle.isEmpty()) {
        WorkerProcess worker = idle.pop();
        if (worker.isAlive()) {
          return worker;
        }
        all.remove(worker);
      }
      try {
        WorkerProcess worker = WorkerProcess.start(config, main);
        all.add(worker);
        return worker;
      } catch (IOException failed) {
        throw new UncheckedIOException(
            "the process that reads files cannot be started; check java.home and the memory left",
            failed);
      }
    }
  }

  private void giveBack(WorkerProcess worker) {
    synchronized (idle) {
      if (closed) {
        worker.kill();
      } else {
        idle.push(worker);
      }
    }
  }

  private void discard(WorkerProcess worker) {
    worker.kill();
    synchronized (idle) {
      all.remove(worker);
    }
  }

  /// Ends the workers, those in the middle of a file too.
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      all.forEach(WorkerProcess::kill);
      all.clear();
      idle.clear();
    }
  }
}
