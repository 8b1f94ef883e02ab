package io.deepsearch4j.chat;

import java.math.BigDecimal;
import java.util.stream.Stream;

/// What a million tokens cost, in whatever currency the bill is in.
///
/// @param cached tokens of the prompt that the server had already
public record Price(BigDecimal prompt, BigDecimal cached, BigDecimal completion) {
  private static final int MILLION_DIGITS = 6;

  public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  public Price {
    if (Stream.of(prompt, cached, completion).anyMatch(each -> each.signum() < 0)) {
      throw new IllegalArgumentException("a price per million tokens must not be negative");
    }
  }

  /// The exact cost; rounding is left to whoever prints it.
  public BigDecimal cost(Usage usage) {
    long hits = Math.min(usage.cached(), usage.prompt());
    return prompt
        .multiply(BigDecimal.valueOf(usage.prompt() - hits))
        .add(cached.multiply(BigDecimal.valueOf(hits)))
        .add(completion.multiply(BigDecimal.valueOf(usage.completion())))
        .movePointLeft(MILLION_DIGITS);
  }
}
