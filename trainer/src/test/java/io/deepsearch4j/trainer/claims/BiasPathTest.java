package io.deepsearch4j.trainer.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BiasPathTest {
  @Test
  void aBiasThatHopsFlipsEveryTimeAndOneThatWalksNever() {
    var path = new BiasPath();
    for (int step = 1; step <= 20; step++) {
      double hops = step % 2 == 0 ? 0 : 0.1;
      path.add(new double[][] {{}, {hops, 0.1 * step}});
    }

    assertThat(path.flips()).isEqualTo(0.5);
    assertThat(path.meanStep()).isEqualTo(0.1, within(1e-9));
  }

  @Test
  void aBiasThatStaysCountsForNothing() {
    var path = new BiasPath();
    for (int step = 1; step <= 4; step++) {
      path.add(new double[][] {{0.2 * step, 0}});
    }

    assertThat(path.flips()).isZero();
    assertThat(path.meanStep()).isEqualTo(0.2, within(1e-9));
  }

  @Test
  void theMeanIsThatOfTheLayerFarthestFromZero() {
    var path = new BiasPath();
    path.add(new double[][] {{0.5, -0.5}, {-0.4, -0.2}});

    assertThat(path.farthestMean()).isEqualTo(0.3, within(1e-9));
  }
}
