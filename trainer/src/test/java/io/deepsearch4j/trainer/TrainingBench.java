package io.deepsearch4j.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Measures how fast the shipped shape learns, on synthetic text: `TrainingBench [steps [batch]]`.
final class TrainingBench {
  private static final int VOCABULARY = 1500;

  private TrainingBench() {}

  public static void main(String[] arguments) throws IOException {
    int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    String batch = arguments.length > 1 ? arguments[1] : "4096";
    Dial dial =
        Dial.of(
            4,
            Map.of(
                "batch", batch,
                "first-batch", batch,
                "tokens", "" + steps * Long.parseLong(batch)));
    Path folder = Files.createTempDirectory("training-bench");
    System.out.println(GemmCheck.measure());
    try (TrainableModel model =
            TrainableModel.random(
                dial.design(VOCABULARY, 0, java.util.List.of(1)), dial.run(1).shards(), 1);
        Training training = new Training(model, examples(), dial.run(1), folder)) {
      training.run(
          (line, _) ->
              System.out.printf(
                  Locale.ROOT,
                  "step %d loss %.3f %.0f tokens/s%n",
                  line.step(),
                  line.loss(),
                  line.tokensPerSecond()));
    }
  }

  private static TrainingSet examples() {
    var random = new SplittableRandom(1);
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 2000; i++) {
      int length = 60 + random.nextInt(300);
      int[] tokens = random.ints(length, 2, VOCABULARY).toArray();
      var roles = new byte[length];
      for (int t = 1; t < length; t++) {
        roles[t] = (byte) (random.nextInt(3) == 0 ? 2 : 1);
      }
      examples.add(new Example(tokens, roles));
    }
    return TrainingSet.of(VOCABULARY, examples);
  }
}
