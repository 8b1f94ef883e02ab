package io.deepsearch4j.trainer;

import io.deepsearch4j.chat.Conversation;
import io.deepsearch4j.chat.Span;
import io.deepsearch4j.chat.TextDialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Files of lessons: `NAME-….jsonl`, one conversation a line.
public final class LessonFiles {
  private final String name;
  private final List<Path> files;

  private LessonFiles(String name, List<Path> files) {
    this.name = name;
    this.files = List.copyOf(files);
  }

  /// The files of a name in a folder, in the order of their names.
  ///
  /// @throws TrainerException when there are none
  public static LessonFiles of(Path folder, String name) {
    List<Path> files = List.of();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        files = all.filter(path -> isOne(path.getFileName().toString(), name)).sorted().toList();
      } catch (IOException e) {
        throw new TrainerException(folder + " cannot be looked into; check its rights", e);
      }
    }
    if (files.isEmpty()) {
      throw new TrainerException(
          "there are no lessons %s-*.jsonl in %s; make some with: deepsearch practice lessons --out %s"
              .formatted(name, folder, name));
    }
    return new LessonFiles(name, files);
  }

  private static boolean isOne(String file, String name) {
    return file.matches(Pattern.quote(name) + "-[0-9]+\\.jsonl");
  }

  /// What tells these lessons from others: their names and sizes, in a few letters.
  public String print() {
    var sum = new CRC32C();
    for (Path file : files) {
      try {
        String line = file.getFileName() + " " + Files.size(file) + "\n";
        sum.update(line.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new TrainerException(file + " cannot be looked at; check its rights", e);
      }
    }
    return name + "-" + Long.toHexString(sum.getValue());
  }

  /// Every lesson in turn.
  ///
  /// @throws TrainerException that names file and line, when one cannot be read
  public void forEach(Consumer<Conversation> each) {
    for (Path file : files) {
      read(file, each);
    }
  }

  private static void read(Path file, Consumer<Conversation> each) {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          each.accept(lesson(file, number, line));
        }
      }
    } catch (ClosedByInterruptException _) {
      throw new CancellationException(file + " was not read to the end: cancelled");
    } catch (IOException | UncheckedIOException e) {
      throw new TrainerException(
          "%s cannot be read (%s); make these lessons again".formatted(file, e.getMessage()), e);
    }
  }

  private static Conversation lesson(Path file, int number, String line) {
    try {
      return Conversation.parse(line);
    } catch (IllegalArgumentException e) {
      throw new TrainerException(
          "line %d of %s is no lesson (%s); delete the file and make it again"
              .formatted(number, file, e.getMessage()),
          e);
    }
  }

  /// The words of a lesson as a dialect writes them, without its control tokens: what a vocabulary
  /// is learnt from.
  public static String words(Conversation lesson, TextDialect dialect) {
    return dialect.renderText(lesson.messages(), lesson.tools(), lesson.thinking()).spans().stream()
        .filter(span -> span.kind() == Span.Kind.PLAIN)
        .map(Span::text)
        .collect(Collectors.joining("\n"));
  }
}
