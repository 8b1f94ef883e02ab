package io.deepsearch4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.network.NetworkOptions;
import io.deepsearch4j.engine.tensor.CacheType;
import org.junit.jupiter.api.Test;

class EngineConfigTest {

  @Test
  void countsMemoryInMebibytes() {
    var config = new EngineConfig(2, CacheType.INT8, 800, 100, 4, Speculation.NONE, "hermes");

    NetworkOptions network = config.network();

    assertThat(network).isEqualTo(new NetworkOptions(2, CacheType.INT8, 800L << 20, 100L << 20));
    assertThat(config.limits().sequences()).isEqualTo(4);
    assertThat(config.limits().speculation()).isEqualTo(Speculation.NONE);
  }

  @Test
  void givesExpertsWhatTheMachineHasUnlessTold() {
    assertThat(EngineConfig.DEFAULT.network().expertBytes()).isEqualTo(NetworkOptions.AS_FITS);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> with(-1, "auto"))
        .hasMessage("engine.threads must be from 0 to 1024, not -1");
    assertThatThrownBy(() -> with(1, "openai"))
        .hasMessage("engine.dialect must be one of auto, pangu-v1, hermes, nano, not openai");
  }

  private static EngineConfig with(int threads, String dialect) {
    return new EngineConfig(threads, CacheType.F32, 64, 0, 1, Speculation.AUTO, dialect);
  }
}
