package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.PracticeWeb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Makes lessons from many worlds and writes them, one file of JSON lines for each world
/// (`NAME-SEED.jsonl`) and beside it what came of it (`NAME-SEED.json`). A world whose files are
/// there is not done again, so whoever was interrupted goes on where it was.
public final class Lessons {
  private static final String FORMAT = "deepsearch4j/lessons/2";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final String name;
  private final Ground.Supplier grounds;

  /// @param folder made if it is missing
  /// @param name of the lessons: letters, digits and dashes
  public Lessons(Path folder, String name, Ground.Supplier grounds) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,60}")) {
      throw new IllegalArgumentException(
          "lessons are named with letters, digits and dashes, not \"" + name + "\"");
    }
    this.folder = folder;
    this.name = name;
    this.grounds = grounds;
  }

  /// Somebody who is told how it goes. Called from several threads.
  public interface Watcher {
    /// A world is done; `again` says that its files had been there.
    void done(long seed, Tally tally, boolean again);
  }

  /// Makes them all; answers what came of all worlds together.
  ///
  /// @param jobs how many worlds at a time
  public Tally make(LessonsWish wish, int jobs, Watcher watcher) throws InterruptedException {
    if (jobs < 1) {
      throw new IllegalArgumentException("at least 1 job must work, not " + jobs);
    }
    try (var workers = Executors.newFixedThreadPool(jobs)) {
      List<Future<Tally>> worlds = new ArrayList<>();
      LongStream.rangeClosed(wish.first(), wish.last())
          .forEach(seed -> worlds.add(workers.submit(() -> world(seed, wish, watcher))));
      try {
        Tally all = Tally.NOTHING;
        for (Future<Tally> world : worlds) {
          all = all.plus(world.get());
        }
        return all;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } finally {
        workers.shutdownNow();
      }
    }
  }

  private Tally world(long seed, LessonsWish wish, Watcher watcher)
      throws InterruptedException, IOException {
    Path lessons = folder.resolve(name + "-" + seed + ".jsonl");
    Path tally = folder.resolve(name + "-" + seed + ".json");
    if (Files.exists(lessons) && Files.exists(tally)) {
      Tally known = known(tally, wish);
      watcher.done(seed, known, true);
      return known;
    }
    try (PracticeWeb practice = PracticeWeb.start(seed, 0);
        Ground ground = grounds.of(practice)) {
      WorldLessons.Made made = new WorldLessons(practice, ground, seed, wish).make();
      StringBuilder lines = new StringBuilder();
      made.lessons()
          .forEach(lesson -> lines.append(lesson.conversation().toJsonLine()).append('\n'));
      write(lessons, lines.toString());
      write(
          tally,
          JSON.writeValueAsString(
              new Done(FORMAT, wish.questions(), wish.wandering(), made.tally())));
      watcher.done(seed, made.tally(), false);
      return made.tally();
    }
  }

  /// What stands beside the lessons of a world: how they were made, and what came of it.
  private record Done(String format, int questions, double wandering, Tally tally) {}

  private static Tally known(Path file, LessonsWish wish) throws IOException {
    Done done;
    try {
      done = JSON.readValue(Files.readString(file), Done.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          file + " cannot be read; delete it, and the world is done again", e);
    }
    if (!FORMAT.equals(done.format())
        || done.questions() != wish.questions()
        || done.wandering() != wish.wandering()) {
      throw new IllegalArgumentException(
          file
              + " tells of lessons that were made in another way; give yours another name, or delete these");
    }
    return done.tally();
  }

  private void write(Path path, String text) {
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "." + name, ".part");
      try {
        Files.writeString(temporary, text, StandardCharsets.UTF_8);
        Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written; check rights and room", e);
    }
  }
}
