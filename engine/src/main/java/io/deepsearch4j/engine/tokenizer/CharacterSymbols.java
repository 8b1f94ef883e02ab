package io.deepsearch4j.engine.tokenizer;

/// The alphabet of vocabularies of characters: what is no entry is spelled in bytes, or unknown.
/// Words may be whole texts here, so they are merged from seam to seam. Safe to share between
/// threads.
final class CharacterSymbols implements WordEncoder.Alphabet {
  private final Trie entries;
  private final int[] byteIds; // [256], or empty
  private final int unknown;
  private final boolean fusesUnknown;
  private final Seams seams;

  /// @param entries the vocabulary, ids as values
  CharacterSymbols(JsonModel model, Trie entries) {
    this.entries = entries;
    this.byteIds = model.fallbackIds();
    this.unknown = model.unknown();
    this.fusesUnknown = model.fusesUnknown();
    this.seams = new Seams(model.ids().keySet().stream().map(Bytes::of).toList());
  }

  @Override
  public void encode(byte[] word, MergeQueue queue, Ids out) {
    boolean afterUnknown = false;
    int before = -1;
    for (int at = 0; at < word.length; ) {
      int to = at + Seams.lengthAt(word, at, word.length);
      int character = Seams.character(word, at, to - at);
      if (before >= 0 && seams.isSeam(before, character)) {
        queue.drainTo(out);
      }
      before = character;
      int id = entries.value(entries.walk(Trie.ROOT, word, at, to));
      if (id >= 0) {
        queue.add(id, at, to);
      } else if (byteIds.length > 0) {
        for (int i = at; i < to; i++) {
          queue.add(byteIds[word[i] & 0xFF], i, i + 1);
        }
      } else if (unknown >= 0 && !(fusesUnknown && afterUnknown)) {
        queue.add(unknown, at, to);
      }
      afterUnknown = id < 0;
      at = to;
    }
    queue.drainTo(out);
  }
}
