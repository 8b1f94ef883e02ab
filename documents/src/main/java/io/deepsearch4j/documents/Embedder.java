package io.deepsearch4j.documents;

import java.util.List;

/// Turns texts into vectors of length one, near each other where the texts mean similar things.
public interface Embedder extends AutoCloseable {

  /// How many numbers a vector has; 0 where this embedder embeds nothing.
  int dimensions();

  /// The vector of a question.
  float[] question(String question);

  /// The vectors of passages, in their order.
  List<float[]> passages(List<String> passages);

  @Override
  void close();

  /// An embedder that embeds nothing: ranking goes by words alone.
  static Embedder none() {
    return NoEmbedder.NONE;
  }
}
