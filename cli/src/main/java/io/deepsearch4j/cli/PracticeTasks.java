package io.deepsearch4j.cli;

import io.deepsearch4j.evaluation.Task;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish;
import io.deepsearch4j.practice.QuestionWish.Clarity;
import io.deepsearch4j.practice.QuestionWish.Findability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/// Questions about practice webs, as tasks.
final class PracticeTasks {
  private static final List<String> FILES = List.of("pdf", "xlsx", "csv", "docx", "pptx", "txt");

  private PracticeTasks() {}

  /// Which questions.
  ///
  /// @param count for each number of hops, spread evenly over the seeds
  /// @param language `en`, `zh`, or empty for both
  record Wish(List<Long> seeds, List<Long> hops, int count, String language, Findability where) {

    /// It, in a few words that can name a folder.
    String words() {
      return "practice-%s-hops-%s-of-%d%s%s"
          .formatted(
              numbers(seeds),
              numbers(hops),
              count,
              language.isEmpty() ? "" : "-" + language,
              where == Findability.ANY
                  ? ""
                  : "-" + where.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String numbers(List<Long> numbers) {
      boolean row = numbers.size() > 1;
      for (int i = 1; i < numbers.size(); i++) {
        row &= numbers.get(i) == numbers.get(i - 1) + 1;
      }
      return row
          ? numbers.getFirst() + "-" + numbers.getLast()
          : String.join(".", numbers.stream().map(String::valueOf).toList());
    }
  }

  /// The seed that a task is about.
  static long seed(Task task) {
    return Long.parseLong(task.tags().getOrDefault("seed", ""));
  }

  /// As many as wished, or as many as the webs of these seeds have.
  static List<Task> of(Wish wish, LongFunction<PracticeWeb> webs) {
    var tasks = new ArrayList<Task>();
    for (long hops : wish.hops()) {
      int each = Math.ceilDiv(wish.count(), wish.seeds().size());
      var mine = new ArrayList<Task>();
      var bySeed = new ArrayList<List<Task>>();
      for (long seed : wish.seeds()) {
        var one = new QuestionWish((int) hops, each, wish.language(), wish.where(), Clarity.PLAIN);
        bySeed.add(
            webs.apply(seed).questions().of(one).stream()
                .map(question -> task(seed, question))
                .toList());
      }
      // Taking turns keeps the seeds even where the count is no multiple of theirs.
      for (int turn = 0; turn < each; turn++) {
        for (List<Task> ofSeed : bySeed) {
          if (turn < ofSeed.size() && mine.size() < wish.count()) {
            mine.add(ofSeed.get(turn));
          }
        }
      }
      tasks.addAll(mine);
    }
    return tasks;
  }

  private static Task task(long seed, PracticeQuestion question) {
    return new Task(
        seed + "/" + question.id(),
        question.text(),
        question.language(),
        question.answer(),
        question::accepts,
        Map.of(
            "seed", String.valueOf(seed),
            "hops", String.valueOf(question.hops()),
            "indexed", question.indexed() ? "yes" : "no",
            "read", kind(question.goldenPath().getLast().getPath())));
  }

  /// What kind of document states the answer: that of a file by its ending, else a page.
  private static String kind(String path) {
    return FILES.stream().filter(one -> path.endsWith("." + one)).findFirst().orElse("page");
  }
}
