package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @Test
  void areRangesAndSingleOnesEachOnce() {
    assertThat(Numbers.parse("--seeds", "9001-9004")).containsExactly(9001L, 9002L, 9003L, 9004L);
    assertThat(Numbers.parse("--seeds", "7, 3 ,6-8")).containsExactly(7L, 3L, 6L, 8L);
    assertThat(Numbers.parse("--seeds", "5-5")).containsExactly(5L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "1,",
        "1--2",
        "-1",
        "4-1",
        "1-1001",
        "1.5",
        "99999999999999999999",
        "1-800,2000-2800",
        "1-2-3"
      })
  void whatIsNoListOfNumbersIsRefused(String text) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> Numbers.parse("--seeds", text))
        .withMessageContaining("--seeds takes whole numbers such as 1-4");
  }
}
