package io.deepsearch4j.engine;

/// Random numbers by place: the same seed and place always give the same number.
///
/// The output function of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014) over the place, started at a point that the seed gives.
final class Draw {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Draw() {}

  /// A number in [0, 1).
  static double at(long seed, int place) {
    long bits = mix(mix(seed + GOLDEN) + GOLDEN * (place + 1L));
    return (bits >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
