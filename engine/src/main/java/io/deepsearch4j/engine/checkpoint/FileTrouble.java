package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/// What becomes of an [IOException]: a sentence, or a cancellation when the thread was interrupted.
final class FileTrouble {
  private FileTrouble() {}

  static RuntimeException reading(Path file, IOException e) {
    return trouble(file, "read", e);
  }

  static RuntimeException writing(Path file, IOException e) {
    return trouble(file, "written", e);
  }

  private static RuntimeException trouble(Path file, String what, IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new CancellationException(file + " was not " + what + " to the end: cancelled");
    }
    return new CheckpointException(
        "%s cannot be %s (%s); check the disk and its permissions".formatted(file, what, e), e);
  }
}
