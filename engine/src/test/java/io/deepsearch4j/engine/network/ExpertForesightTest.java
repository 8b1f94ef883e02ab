package io.deepsearch4j.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.engine.checkpoint.ExpertSource;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.ScalarKernels;
import io.deepsearch4j.engine.tensor.Tensor;
import io.deepsearch4j.engine.tensor.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpertForesightTest {
  private static final int LOOKS = 100;

  private final ModelConfig config = RandomModels.config(ModelConfig.Architecture.V2, 2);
  private final Arena arena = Arena.ofShared();
  private final Workers workers = Workers.start(1);
  private final Recording source = new Recording();
  private final ExpertForesight foresight =
      new ExpertForesight(config, source, new Machinery(new ScalarKernels(), workers));
  private final Activations x = new Activations(config.width()).resize(1);

  /// Keeps what it was asked to read ahead.
  private static final class Recording implements ExpertSource {
    private final List<int[]> prefetched = new ArrayList<>();
    private int layer = -1;

    @Override
    public int most() {
      return Integer.MAX_VALUE;
    }

    @Override
    public Lease acquire(int asked, int[] experts) {
      throw new IllegalStateException("nothing is borrowed here");
    }

    @Override
    public void prefetch(int asked, int[] experts) {
      layer = asked;
      prefetched.add(experts);
    }

    @Override
    public void close() {}
  }

  @AfterEach
  void close() {
    workers.close();
    arena.close();
  }

  @Test
  void readsAheadOnceItsGuessesAreRight() {
    int[] chosen = twoLayersOfOneRouter();

    look(chosen);

    assertThat(foresight.right()).isGreaterThan(0.8);
    assertThat(source.layer).isEqualTo(2);
    Arrays.sort(chosen);
    assertThat(source.prefetched.getLast()).isEqualTo(chosen);
  }

  @Test
  void readsNothingAheadWhileItsGuessesAreWrong() {
    int[] chosen = twoLayersOfOneRouter();
    int count = config.experts().count();
    // Those that the router does not choose.
    int[] others =
        IntStream.range(0, count)
            .filter(e -> Arrays.stream(chosen).noneMatch(c -> c == e))
            .toArray();

    look(others);

    assertThat(foresight.right()).isZero();
    assertThat(source.prefetched).isEmpty();
  }

  private void look(int[] used) {
    for (int i = 0; i < LOOKS; i++) {
      foresight.look(1, x, used, used.length);
      foresight.look(2, x, used, used.length);
    }
  }

  /// Layers 1 and 2 choose alike, so that the guess is what the router says.
  private int[] twoLayersOfOneRouter() {
    int count = config.experts().count();
    var random = new SplittableRandom(1);
    MemorySegment data = arena.allocate(4L * count * config.width(), 64);
    for (int i = 0; i < count * config.width(); i++) {
      data.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
    }
    for (int i = 0; i < config.width(); i++) {
      x.values()[i] = (float) random.nextDouble(-1, 1);
    }
    var gate = new Tensor(Precision.F32, count, config.width(), data);
    var router = new ExpertRouter(config.experts(), new float[count]);
    foresight.know(1, gate, router);
    foresight.know(2, gate, router);
    float[] scores = new float[count];
    new ScalarKernels().multiply(gate, 0, count, x, scores, 0, count);
    int[] experts = new int[config.experts().chosen()];
    router.choose(scores, 0, experts, new float[experts.length]);
    return experts;
  }
}
