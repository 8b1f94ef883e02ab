package io.deepsearch4j.cli;

import io.deepsearch4j.chat.Conversation;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Thinking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Sixty lessons in reading one line, in the home folder of a command line.
final class TinyLessons {
  private static final List<String> NAMES = List.of("Tugex", "Taenu", "Loriba", "Mekost", "Vadi");

  private TinyLessons() {}

  /// Answers their file.
  static Path write(Path folder, String name) throws IOException {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      lines.add(lesson(i).toJsonLine());
    }
    Path file = folder.resolve("home/lessons").resolve(name + "-1.jsonl");
    Files.createDirectories(file.getParent());
    return Files.write(file, lines);
  }

  private static Conversation lesson(int i) {
    String subject = NAMES.get(i % NAMES.size());
    String value = NAMES.get(i / NAMES.size() % NAMES.size());
    String line = "The main supplier of %s is %s.".formatted(subject, value);
    Thinking thinking = i % 2 == 0 ? Thinking.FAST : Thinking.SLOW;
    return new Conversation(
        List.of(
            new Message.System("read"),
            new Message.User(
                "%s : main supplier\n%s.localhost /about\nAbout us\n%s\nManagement @%d"
                    .formatted(subject, subject, line, i % 64)),
            new Message.Assistant("is " + value, thinking == Thinking.SLOW ? line : "", List.of())),
        List.of(),
        thinking);
  }
}
