package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceTest {
  private static final Price PRICE =
      new Price(new BigDecimal("2"), new BigDecimal("0.5"), new BigDecimal("8"));

  @Test
  void chargesCachedTokensAtTheirOwnPrice() {
    var usage = new Usage(1_000, 400, 100, 50);

    assertThat(PRICE.cost(usage)).isEqualByComparingTo("0.0022");
  }

  @Test
  void isNeverNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Price(BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("-1")));
  }
}
