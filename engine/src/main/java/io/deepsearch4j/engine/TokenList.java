package io.deepsearch4j.engine;

import java.util.Arrays;

/// Tokens of a text that grows. Not safe to share between threads.
final class TokenList {
  private int[] tokens;
  private int size;

  TokenList(int[] begin) {
    tokens = Arrays.copyOf(begin, Math.max(16, begin.length));
    size = begin.length;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return tokens[index];
  }

  void add(int token) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.addExact(size, size / 2));
    }
    tokens[size++] = token;
  }

  int[] range(int from, int to) {
    return Arrays.copyOfRange(tokens, from, to);
  }

  /// How many of the first `most` tokens are the same as those of others.
  int shared(TokenList others, int most) {
    return shared(others.tokens, Math.min(others.size, most));
  }

  /// How many of the first `most` tokens are the same as those of others.
  int shared(int[] others, int most) {
    int compared = Math.min(Math.min(size, others.length), most);
    int mismatch = Arrays.mismatch(tokens, 0, compared, others, 0, compared);
    return mismatch < 0 ? compared : mismatch;
  }
}
