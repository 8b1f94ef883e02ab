package io.deepsearch4j.documents;

import java.util.List;

/// Embeds nothing.
final class NoEmbedder implements Embedder {
  static final NoEmbedder NONE = new NoEmbedder();

  private NoEmbedder() {}

  @Override
  public int dimensions() {
    return 0;
  }

  @Override
  public float[] question(String question) {
    return new float[0];
  }

  @Override
  public List<float[]> passages(List<String> passages) {
    return passages.stream().map(_ -> new float[0]).toList();
  }

  @Override
  public void close() {}
}
