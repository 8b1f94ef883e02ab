package io.deepsearch4j.cli.bench;

import io.deepsearch4j.documents.BgeEmbedder;
import io.deepsearch4j.documents.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How many of fifty generated questions of one hop are answered rightly without a language model;
/// beside it, how many search alone answers, which cannot know what its index does not hold.
final class PracticeAnswers implements Benchmark {
  // Worlds that the rules were not improved on; 1 to 12 served for that.
  private static final List<Long> SEEDS = List.of(21L, 22L, 23L, 24L, 25L);
  private static final int PER_SEED_AND_KIND = 5;

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public List<Figure> measure(Path home) throws IOException, InterruptedException {
    var figures = new ArrayList<Figure>();
    try (Embedder embedder = new BgeEmbedder(2)) {
      PracticeAccuracy.measure(SEEDS, PER_SEED_AND_KIND, 1, embedder)
          .forEach(
              (name, score) -> {
                String what = name + ", " + score.asked() + " questions";
                figures.add(
                    Figure.higher(what + ": right", "%", "", List.of(100 * score.accuracy())));
                figures.add(
                    Figure.lower(
                        what + ": time each",
                        "s",
                        "",
                        List.of(score.seconds() / Math.max(1, score.asked()))));
              });
    }
    return figures;
  }
}
