package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1 kB",
    "1536, 1.54 kB",
    "999999, 1 MB",
    "42834567890, 42.8 GB",
    "9223372036854775807, 9.22 EB"
  })
  void threeDigitsAndAUnitAreEnough(long bytes, String text) {
    assertThat(Sizes.bytes(bytes)).isEqualTo(text);
  }
}
