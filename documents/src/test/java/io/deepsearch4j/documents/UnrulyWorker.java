package io.deepsearch4j.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;

/// A worker process that does what the file tells it: answers, hangs, eats memory, chatters, dies.
final class UnrulyWorker {
  private UnrulyWorker() {}

  static void main(String[] args) throws IOException, InterruptedException {
    ReadingWorker.serve(UnrulyWorker::read, Frames.config(args[0]));
  }

  private static Reading read(Source source) {
    String wish = new String(source.bytes(), StandardCharsets.UTF_8);
    return switch (wish) {
      case "hang" -> {
        while (true) {
          LockSupport.park();
        }
      }
      case "eat" -> {
        var eaten = new ArrayList<byte[]>();
        while (eaten.size() < 1 << 20) {
          eaten.add(new byte[1 << 20]);
        }
        yield answer("never full");
      }
      case "die" -> {
        Runtime.getRuntime().halt(9);
        yield answer("");
      }
      default -> {
        // Printed text must not get between the frames.
        System.out.println("chatter");
        yield answer(wish + " " + ProcessHandle.current().pid());
      }
    };
  }

  private static Reading answer(String text) {
    var builder = new DocumentBuilder("text/plain");
    builder.block(Block.Kind.PARAGRAPH, text, new Locator.Line(1));
    return new Reading.Read(builder.build());
  }
}
