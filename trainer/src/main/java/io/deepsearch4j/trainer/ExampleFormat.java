package io.deepsearch4j.trainer;

import java.nio.charset.StandardCharsets;

/// Where things lie in a file of examples; specified in the package's description.
final class ExampleFormat {
  static final byte[] MAGIC = "deepsearch4j/examples/1\n".getBytes(StandardCharsets.US_ASCII);

  /// Bytes before the first example: the line with format and version, then five numbers.
  static final int HEADER = 64;

  static final int VOCABULARY_AT = 24; // int
  static final int COUNT_AT = 28; // int
  static final int TOKENS_AT = 32; // long, tokens of all examples
  static final int INDEX_AT = 40; // long, where the index begins
  static final int LONGEST_AT = 48; // int, tokens of the longest example
  static final int SUM_AT = 52; // int, CRC-32C of all between header and index

  /// A token takes two bytes, so more cannot be told apart.
  static final int MOST_TOKENS = 1 << 16;

  static final int LONGEST_EXAMPLE = 1 << 20;

  private ExampleFormat() {}

  /// Bytes of an example: a token and a role for each place.
  static long bytes(long length) {
    return 3 * length;
  }
}
