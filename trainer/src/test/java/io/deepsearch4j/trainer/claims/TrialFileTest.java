package io.deepsearch4j.trainer.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.trainer.TrainerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFileTest {
  @TempDir private Path folder;

  @Test
  void trialsComeBackAsTheyWere() {
    Trial measured = trial("base", 1);
    Trial diverged = new Trial("off", 2, 3, true, Map.of(), List.of());
    TrialFile file = TrialFile.open(folder, "settings");
    file.add(measured);
    file.add(diverged);

    TrialFile again = TrialFile.open(folder, "settings");

    assertThat(again.trials()).containsExactly(measured, diverged);
    assertThat(again.has("off", 2)).isTrue();
    assertThat(again.has("off", 1)).isFalse();
  }

  @Test
  void trialsOfOtherSettingsAreRefused() {
    TrialFile.open(folder, "settings").add(trial("base", 1));

    assertThatThrownBy(() -> TrialFile.open(folder, "others"))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("name another folder");
  }

  @Test
  void aBrokenLineIsNamed() throws IOException {
    TrialFile.open(folder, "settings").add(trial("base", 1));
    Files.writeString(
        folder.resolve(TrialFile.NAME), "{\"arm\":null}\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> TrialFile.open(folder, "settings"))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("line 3");
  }

  static Trial trial(String arm, long seed) {
    return new Trial(
        arm,
        seed,
        2.5,
        false,
        Map.of(Metric.LOSS, 1.5 + 0.1 * seed, Metric.SPIKES, 2.0),
        List.of(new Trial.Point(100, 3, 1, 0.5, 0.25), new Trial.Point(200, 2, 1, 0.5, 0.25)));
  }
}
