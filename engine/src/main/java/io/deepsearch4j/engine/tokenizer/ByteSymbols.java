package io.deepsearch4j.engine.tokenizer;

/// The alphabet of byte-level vocabularies: one symbol for each byte. Safe to share between
/// threads.
final class ByteSymbols implements WordEncoder.Alphabet {
  private final int[] ids; // [256]

  ByteSymbols(JsonModel model) {
    this.ids = model.byteIds(ByteAlphabet::of);
  }

  @Override
  public void encode(byte[] word, MergeQueue queue, Ids out) {
    for (int i = 0; i < word.length; i++) {
      queue.add(ids[word[i] & 0xFF], i, i + 1);
    }
    queue.drainTo(out);
  }
}
