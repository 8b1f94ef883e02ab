package io.deepsearch4j.documents;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.SynchronousQueue;

/// The process in which untrusted files are read: takes one after the other from standard input and
/// answers on standard output, which carries nothing else. It ends when its input ends, even in the
/// middle of a file, so that it never outlives the process that started it.
final class ReadingWorker {
  private final DocumentReader reader;
  private final int longest;

  private ReadingWorker(DocumentReader reader, int longest) {
    this.reader = reader;
    this.longest = longest;
  }

  /// Started by [IsolatedReader]; the argument is the configuration as JSON.
  static void main(String[] args) throws IOException, InterruptedException {
    DocumentsConfig config = Frames.config(args[0]);
    serve(new BinaryReader(config, new FormatReader(config, ReadingWorker::notText)), config);
  }

  private static Reading notText(Source source) {
    return new Reading.Unreadable(
        Reading.Reason.UNSUPPORTED, source.url() + " is a binary file of no known format");
  }

  /// Answers requests until standard input ends; then the process ends.
  static void serve(DocumentReader reader, DocumentsConfig config)
      throws IOException, InterruptedException {
    // Whoever prints, prints to standard error: standard output belongs to the frames.
    System.setOut(System.err);
    new ReadingWorker(reader, (int) Math.min(config.maxBytes(), Integer.MAX_VALUE - 16)).run();
  }

  private void run() throws IOException, InterruptedException {
    var requests = new SynchronousQueue<Source>();
    Thread.ofPlatform().daemon().name("requests").start(() -> receive(requests));
    try (var out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)))) {
      while (true) {
        Frames.writeReading(out, reader.read(requests.take()));
      }
    }
  }

  private void receive(SynchronousQueue<Source> requests) {
    try (var in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
      while (true) {
        requests.put(Frames.readSource(in, longest));
      }
    } catch (IOException hungUp) {
      Runtime.getRuntime().halt(0);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
