package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final Map<String, String> SETTINGS = Map.of("shards", "2", "pass-tokens", "50");

  @Test
  void everyExampleComesOnceInEachRound() {
    var batches = new Batches(examples(40), Dial.of(2, SETTINGS).run(1), 0);

    var first = new ArrayList<Integer>();
    while (batches.position() < 40) {
      batches.take(1, 0).forEach(pack -> Arrays.stream(pack.tokens()).limit(1).forEach(first::add));
    }

    assertThat(first).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void theOrderGoesOnFromAnyPosition() {
    TrainingConfig config = Dial.of(2, SETTINGS).run(1);
    var whole = new Batches(examples(40), config, 0);
    whole.take(700, 0);
    var later = new Batches(examples(40), config, whole.position());

    for (int step = 0; step < 5; step++) {
      assertThat(text(later.take(200, 900))).isEqualTo(text(whole.take(200, 900)));
    }
  }

  @Test
  void aStepIsDealtOutInPacksOfLikeSizeForAllShards() {
    var batches = new Batches(examples(40), Dial.of(2, SETTINGS).run(1), 0);

    List<Pack> packs = batches.take(300, 0);

    assertThat(packs.size() % 2).isZero();
    int total = packs.stream().mapToInt(pack -> pack.tokens().length).sum();
    assertThat(total).isGreaterThanOrEqualTo(300);
    for (Pack pack : packs) {
      assertThat(pack.tokens().length).isBetween(1, 2 * total / packs.size());
    }
  }

  @Test
  void contextFadesAndOnlyAShareOfItIsAskedFor() {
    var weights = new TokenWeights(1, 0.2f, 1000, 0.5, 1, 3);
    var roles = new byte[2000];
    Arrays.fill(roles, Example.Role.CONTEXT.code());
    roles[7] = Example.Role.TARGET.code();
    roles[8] = Example.Role.DECISION.code();
    roles[9] = Example.Role.NONE.code();
    var example = new Example(new int[2000], roles);

    float[] early = weights.of(example, 0, 5);
    float[] late = weights.of(example, 5000, 5);

    assertThat(new float[] {early[0], early[7], early[8], early[9]}).containsExactly(0, 1, 3, 0);
    assertThat(late[7]).isEqualTo(1);
    long asked = 0;
    for (int t = 10; t < 2000; t++) {
      assertThat(late[t]).isCloseTo(early[t] == 0 ? 0 : 0.2f, within(1e-6f));
      asked += early[t] == 1 ? 1 : 0;
    }
    assertThat(asked / 1990.0).isCloseTo(0.5, within(0.05));
  }

  @Test
  void aScheduleWarmsUpStaysAndFalls() {
    var schedule = new Schedule(9, 0.5, 0.1);

    assertThat(schedule.factor(0, 0, 1000)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.factor(4, 100, 1000)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule.factor(50, 500, 1000)).isEqualTo(1);
    assertThat(schedule.factor(50, 750, 1000)).isCloseTo(0.55, within(1e-12));
    assertThat(schedule.factor(50, 1000, 1000)).isCloseTo(0.1, within(1e-12));
  }

  private static TrainingSet examples(int count) {
    var random = new SplittableRandom(2);
    var examples = new ArrayList<Example>();
    for (int i = 0; i < count; i++) {
      int[] tokens = ParityTest.text(random, 5 + random.nextInt(30), 100);
      tokens[0] = i;
      examples.add(Reference.example(tokens));
    }
    return TrainingSet.of(100, examples);
  }

  private static String text(List<Pack> packs) {
    var text = new StringBuilder();
    for (Pack pack : packs) {
      text.append(Arrays.toString(pack.tokens())).append(Arrays.toString(pack.weights()));
    }
    return text.toString();
  }
}
