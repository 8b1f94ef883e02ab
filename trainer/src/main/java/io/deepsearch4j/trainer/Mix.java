package io.deepsearch4j.trainer;

/// A number scattered over all 64 bits, the finisher of SplitMix64: randomness that needs no state.
final class Mix {
  private Mix() {}

  static long of(long number) {
    long z = number + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
