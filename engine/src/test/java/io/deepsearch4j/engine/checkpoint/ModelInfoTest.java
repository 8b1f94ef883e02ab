package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.engine.tensor.CacheType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelInfoTest {
  @ParameterizedTest
  @CsvSource({
    "openpangu-r-72b, 73765885408, 15160972768, 1594269456, 64000",
    "openpangu-ultra-moe-718b, 719093767680, 40371494400, 12443343360, 35136",
    "openpangu-embedded-7b, 8030887936, 8030887936, 0, 69632",
    "openpangu-embedded-1b, 1155912192, 1155912192, 0, 39936"
  })
  void countsWhatTheReferenceStates(
      String model, long parameters, long touched, long mtp, long cached) {
    var config = Reference.published(model);

    var info = ModelInfo.of(config);

    assertThat(info.parameters()).isEqualTo(parameters);
    assertThat(info.touched()).isEqualTo(touched);
    assertThat(info.mtpParameters()).isEqualTo(mtp);
    assertThat(info.cachedValues()).isEqualTo(cached);
  }

  @Test
  void countsAScaleForEachVectorOfAnInt8Cache() {
    var info = ModelInfo.of(Reference.published("openpangu-r-72b"));

    assertThat(info.cacheBytes(CacheType.BF16)).isEqualTo(128_000);
    assertThat(info.cacheBytes(CacheType.INT8)).isEqualTo(64_000 + 50 * 4 * 2 * 4);
  }
}
