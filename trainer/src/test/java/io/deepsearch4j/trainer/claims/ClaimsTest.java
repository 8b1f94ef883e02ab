package io.deepsearch4j.trainer.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.checkpoint.ModelInfo;
import io.deepsearch4j.trainer.Example;
import io.deepsearch4j.trainer.TrainerException;
import io.deepsearch4j.trainer.TrainingSet;
import io.deepsearch4j.trainer.Watcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {
  private static final Scale TINY =
      new Scale(
          "tiny",
          Map.ofEntries(
              Map.entry("width", "32"),
              Map.entry("heads", "4"),
              Map.entry("groups", "2"),
              Map.entry("key-width", "12"),
              Map.entry("rotated", "4"),
              Map.entry("value-width", "8"),
              Map.entry("sinks", "2"),
              Map.entry("dense-width", "32"),
              Map.entry("experts", "8"),
              Map.entry("chosen", "2"),
              Map.entry("expert-width", "8"),
              Map.entry("shared-width", "8"),
              Map.entry("first-batch", "60"),
              Map.entry("batch", "60"),
              Map.entry("warm-up", "1")),
          2,
          200,
          List.of(2),
          120,
          100,
          List.of(1L, 2L));

  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void everyExperimentIsMeasuredAndWritten() {
    var claims = new Claims(examples(), TINY, folder.resolve("run"));
    Set<String> all = Set.copyOf(Claims.names());
    Path document = folder.resolve("claims.md");

    claims.run(all, (_, _, _, _) -> Watcher.NONE);
    claims.write(all, document, "make claims");

    List<Trial> trials = trials();
    assertThat(trials).hasSize(2 * (12 + 3));
    assertThat(trials).noneMatch(Trial::diverged);
    assertThat(trial(trials, Arms.BASE).values())
        .containsKeys(Metric.values())
        .allSatisfy((_, value) -> assertThat(value).isFinite());
    assertThat(document).content().contains("too small", "holds", "claims/depth.svg");
    assertThat(folder.resolve("claims/balance.svg")).isNotEmptyFile();
    assertThat(folder.resolve("run/trial")).doesNotExist();
  }

  @Test
  void aStoppedRunGoesOnWithTheTrialsThatAreMissing() {
    Set<String> sinks = Set.of("sinks");
    var stopped = new Claims(examples(), TINY, folder.resolve("run"));
    assertThatThrownBy(() -> stopped.run(sinks, ClaimsTest::stopTheThird))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    List<Trial> before = trials();

    var began = new ArrayList<String>();
    new Claims(examples(), TINY, folder.resolve("run"))
        .run(
            sinks,
            (arm, seed, done, all) -> {
              began.add("%s %d: %d of %d".formatted(arm, seed, done, all));
              return Watcher.NONE;
            });

    assertThat(before).hasSize(2);
    assertThat(began)
        .containsExactly(
            "base 1: 2 of 6", "sinks-none 2: 3 of 6", "sinks-keys 2: 4 of 6", "base 2: 5 of 6");
    assertThat(trials()).startsWith(before.toArray(Trial[]::new)).hasSize(6);
  }

  @Test
  void theSameSeedMeasuresTheSame() {
    Trial first = run("first");
    Trial second = run("second");

    assertThat(first.values()).containsEntry(Metric.LOSS, second.values().get(Metric.LOSS));
    assertThat(first.values())
        .containsEntry(Metric.INT4_ADDED, second.values().get(Metric.INT4_ADDED));
  }

  @Test
  void anExperimentThatIsNotDoneLeavesTheDocumentAsItIs() throws Exception {
    Path document = folder.resolve("claims.md");
    ClaimsDocument begun = ClaimsDocument.open(document, Experiments.of(TINY));
    begun.put("sinks", "Not measured yet.");
    begun.write();
    String before = Files.readString(document);

    new Claims(examples(), TINY, folder.resolve("run"))
        .write(Set.of("sinks"), document, "make claims");

    assertThat(document).content().isEqualTo(before);
  }

  @Test
  void theHeadsOfThePredecessorCacheMoreByThePublishedRatio() {
    var arms = Arms.of(Scale.FULL);
    var design = Scale.FULL.dial(4, 1).design(40, -1, List.of());

    long now = ModelInfo.of(design.config()).cachedValues();
    long before =
        ModelInfo.of(arms.named(Arms.PREDECESSOR).change().apply(design).config()).cachedValues();

    assertThat((double) now / before).isEqualTo(1 - 0.375);
  }

  @Test
  void aScaleReadsTheSameInEveryProcess() {
    assertThat(List.copyOf(TINY.shape().keySet())).isSorted();
  }

  @Test
  void tooFewExamplesAreRefused() {
    TrainingSet few = TrainingSet.of(40, List.of(example(new SplittableRandom(1))));

    assertThatThrownBy(() -> new Claims(few, TINY, folder))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("too few");
  }

  private Trial run(String name) {
    Path run = folder.resolve(name);
    var once = new TrialRun(Arms.of(TINY).named(Arms.BASE), 1, TINY, Lessons.of(examples(), 100));
    return once.run(run, Watcher.NONE);
  }

  private List<Trial> trials() {
    return TrialFile.open(folder.resolve("run"), TINY + " " + examples().fingerprint()).trials();
  }

  private static Trial trial(List<Trial> trials, String arm) {
    return trials.stream().filter(each -> each.arm().equals(arm)).findFirst().orElseThrow();
  }

  private static Watcher stopTheThird(String arm, long seed, int done, int all) {
    return (_, _) -> {
      if (done == 2) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static TrainingSet examples() {
    var random = new SplittableRandom(4);
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 40; i++) {
      examples.add(example(random));
    }
    return TrainingSet.of(40, examples);
  }

  private static Example example(SplittableRandom random) {
    int length = 5 + random.nextInt(20);
    var roles = new byte[length];
    for (int i = 1; i < length; i++) {
      roles[i] = (byte) (1 + i % 3);
    }
    return new Example(random.ints(length, 2, 40).toArray(), roles);
  }
}
