package io.deepsearch4j.cli.bench;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.documents.BgeEmbedder;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.QuestionWish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many generated questions the agent answers rightly without a language model, and how many of
/// them search alone answers.
final class PracticeAccuracy {
  private PracticeAccuracy() {}

  /// One set of questions.
  record Score(int asked, int right, double seconds) {
    Score plus(boolean isRight, double time) {
      return new Score(asked + 1, right + (isRight ? 1 : 0), seconds + time);
    }

    double accuracy() {
      return asked == 0 ? 0 : (double) right / asked;
    }
  }

  /// @param args seeds, comma separated; questions per seed and kind; hops
  public static void main(String[] args) throws IOException, InterruptedException {
    List<Long> seeds = List.of(args[0].split(",")).stream().map(Long::valueOf).toList();
    int count = Integer.parseInt(args[1]);
    int hops = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    try (Embedder embedder = new BgeEmbedder(2)) {
      measure(seeds, count, hops, embedder)
          .forEach(
              (name, score) ->
                  System.out.printf(
                      "%-40s %d of %d right (%.0f %%), %.1f s a question%n",
                      name,
                      score.right(),
                      score.asked(),
                      100 * score.accuracy(),
                      score.seconds() / Math.max(1, score.asked())));
    }
  }

  static Map<String, Score> measure(List<Long> seeds, int count, int hops, Embedder embedder)
      throws IOException, InterruptedException {
    Map<String, Score> scores = new LinkedHashMap<>();
    for (PracticeAgent.Reach reach : PracticeAgent.Reach.values()) {
      for (long seed : seeds) {
        Path home = Files.createTempDirectory("practice");
        try (var agent = new PracticeAgent(seed, home, embedder, reach)) {
          for (QuestionWish.Findability kind :
              List.of(QuestionWish.Findability.INDEXED, QuestionWish.Findability.NOT_INDEXED)) {
            var questions =
                new ArrayList<>(
                    agent.practice().questions().of(QuestionWish.of(hops, count).with(kind)));
            for (PracticeQuestion question : questions) {
              long start = System.nanoTime();
              Run run = agent.ask(question);
              double seconds = (System.nanoTime() - start) / 1e9;
              String answer = Runs.answer(run).map(Answer::answer).orElse("");
              boolean right = !answer.isBlank() && question.accepts(answer);
              scores.merge(
                  reach + ", " + kind + ", " + hops + " hop",
                  new Score(0, 0, 0).plus(right, seconds),
                  (a, b) ->
                      new Score(
                          a.asked() + b.asked(), a.right() + b.right(), a.seconds() + b.seconds()));
              System.err.printf(
                  "%s %s %.1fs %s%n    %s -> %s (want %s) %s%n",
                  right ? "ok " : "BAD",
                  reach,
                  seconds,
                  run.state(),
                  question.text(),
                  answer,
                  question.answer(),
                  question.goldenPath().getLast());
            }
          }
        }
      }
    }
    return scores;
  }
}
