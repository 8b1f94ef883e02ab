package io.deepsearch4j.engine.tokenizer;

/// A token that is found by its exact spelling, whatever the vocabulary would make of it.
///
/// @param isSpecial whether it steers the model and is no part of what a reader sees
record AddedToken(int id, String spelling, boolean isSpecial) {
  /// Ids are below this.
  static final int MOST_IDS = 1 << 21;

  private static final int LONGEST = 1000;

  AddedToken {
    if (id < 0 || id >= MOST_IDS) {
      throw new TokenizerException("the added token '" + spelling + "' has the id " + id);
    }
    if (spelling.isEmpty() || spelling.length() > LONGEST) {
      throw new TokenizerException(
          "added token %d has %d characters; it must have 1 to %d"
              .formatted(id, spelling.length(), LONGEST));
    }
  }
}
