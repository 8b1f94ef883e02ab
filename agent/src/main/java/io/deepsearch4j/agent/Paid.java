package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Usage;
import java.math.BigDecimal;

/// What a call outside gave and what it cost.
record Paid(String response, Usage usage, BigDecimal cost) {

  Paid {
    if (cost.signum() < 0) {
      throw new IllegalArgumentException("a call cannot cost " + cost);
    }
  }

  Paid(
      String response, long prompt, long cached, long completion, long reasoning, BigDecimal cost) {
    this(response, new Usage(prompt, cached, completion, reasoning), cost);
  }

  /// A response that cost nothing.
  static Paid free(String response) {
    return new Paid(response, Usage.NONE, BigDecimal.ZERO);
  }
}
