package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class IsolatedReaderTest {

  @Test
  void readsFilesInOneProcessAndGivesBackWhatTheReaderFound() {
    byte[] file =
        new PdfFile()
            .page(
                pen -> {
                  pen.write(72, 80, "Figures of two years, measured twice and written once.");
                  pen.table(72, 140, List.of(List.of("Year", "Ships"), List.of("2023", "43")));
                })
            .bytes();

    try (var reader = new IsolatedReader(config(Duration.ofSeconds(60)))) {
      Document isolated = FileReads.document(reader.read(FileReads.source(file)));
      Reading again = reader.read(FileReads.source(new byte[] {1, 2, 3}));

      assertThat(isolated).isEqualTo(FileReads.document(file));
      assertThat(FileReads.reason(again)).isEqualTo(Reading.Reason.UNSUPPORTED);
    }
  }

  @Test
  void usesOneProcessForManyFilesAndIsNotDisturbedByPrintedText() {
    try (var reader = unruly(Duration.ofSeconds(60))) {
      String first = text(reader, "hello");
      String second = text(reader, "hello");

      assertThat(first).startsWith("hello ").isEqualTo(second);
    }
  }

  @Test
  void killsAWorkerThatIsTooSlowAndReadsTheNextFileInAnother() {
    try (var reader = unruly(Duration.ofSeconds(15))) {
      String before = text(reader, "hello");
      Reading slow = reader.read(source("hang"));
      String after = text(reader, "hello");

      assertThat(FileReads.reason(slow)).isEqualTo(Reading.Reason.TOO_SLOW);
      assertThat(after).startsWith("hello ").isNotEqualTo(before);
      assertThat(hasEnded(before)).isTrue();
    }
  }

  @Test
  void survivesAFileThatNeedsTooMuchMemory() {
    try (var reader = unruly(Duration.ofSeconds(60))) {
      Reading large = reader.read(source("eat"));
      String after = text(reader, "hello");

      assertThat(FileReads.reason(large)).isEqualTo(Reading.Reason.TOO_LARGE);
      assertThat(((Reading.Unreadable) large).why()).contains("documents.worker-memory-mb");
      assertThat(after).startsWith("hello ");
    }
  }

  @Test
  void survivesAWorkerThatDies() {
    try (var reader = unruly(Duration.ofSeconds(60))) {
      Reading died = reader.read(source("die"));

      assertThat(FileReads.reason(died)).isEqualTo(Reading.Reason.BROKEN);
      assertThat(text(reader, "hello")).startsWith("hello ");
    }
  }

  @Test
  void leavesNoProcessBehindWhenClosed() {
    String answer;
    try (var reader = unruly(Duration.ofSeconds(60))) {
      answer = text(reader, "hello");
    }

    assertThat(hasEnded(answer)).isTrue();
  }

  @Test
  void takesInterruptionAsCancelling() throws InterruptedException {
    try (var reader = unruly(Duration.ofSeconds(60))) {
      text(reader, "hello");
      var reading =
          new FutureTask<>(
              () -> {
                Thread.currentThread().interrupt();
                return reader.read(source("hang"));
              });
      Thread.ofPlatform().start(reading);

      assertThatThrownBy(reading::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CancellationException.class);
    }
  }

  private static IsolatedReader unruly(Duration timeout) {
    return new IsolatedReader(config(timeout), UnrulyWorker.class);
  }

  private static DocumentsConfig config(Duration timeout) {
    var d = DocumentsConfig.DEFAULT;
    return new DocumentsConfig(
        d.maxBytes(), d.maxPages(), d.maxCells(), d.maxRatio(), d.maxDepth(), timeout, 128);
  }

  private static Source source(String wish) {
    return FileReads.source(wish.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(DocumentReader reader, String wish) {
    return FileReads.document(reader.read(source(wish))).text();
  }

  private static long pid(String answer) {
    return Long.parseLong(answer.substring(answer.indexOf(' ') + 1));
  }

  // A killed process may take a moment to go.
  private static boolean hasEnded(String answer) {
    return ProcessHandle.of(pid(answer))
        .map(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS))
        .map(exit -> exit.handle((_, late) -> late == null).join())
        .orElse(true);
  }
}
