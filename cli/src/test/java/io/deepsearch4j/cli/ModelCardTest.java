package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelInfo;
import io.deepsearch4j.trainer.Dial;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ModelCardTest {
  @Test
  void tellsWhatTheModelIsAndWhereItComesFrom() {
    ModelConfig config = Dial.of(4).design(1_500, -1, List.of(2)).config();

    String card = ModelCard.of(config, 123_456, "first this", "then 100 % of that");

    assertThat(card)
        .startsWith("# nano-R\n")
        .contains("| layers, width | 4, 128 |")
        .contains("| experts | 80, of which 8 are chosen, 32 wide;")
        .contains("| vocabulary | 1500 pieces")
        .contains("| window | 1024 tokens |")
        .contains("learnt from 123,456 lessons")
        .contains("Pretraining: first this. Fine-tuning: then 100 % of that.");
  }

  @Test
  void countsParametersAsTheConfigurationDoes() {
    ModelConfig config = Dial.of(4).design(1_500, -1, List.of(2)).config();
    long all = ModelInfo.of(config).parameters();
    long met = ModelInfo.of(config).touched();

    String card = ModelCard.of(config, 1, "", "");

    assertThat(met).isLessThan(all);
    assertThat(card)
        .contains(
            String.format(
                Locale.ROOT,
                "%.2f million parameters, of which one token meets %.2f million.",
                all / 1e6,
                met / 1e6));
  }

  @Test
  void promisesNothingBeyondPracticeWebs() {
    ModelConfig config = Dial.of(4).design(1_500, -1, List.of(2)).config();

    assertThat(ModelCard.of(config, 1, "", "")).contains("It knows nothing else");
  }
}
