package io.deepsearch4j.engine.tensor;

/// Inputs of products, `[tokens][width]`, with the other forms that weights of some precisions want
/// them in. Reused from step to step; not safe to share while it is written.
///
/// Usage: write [#values], call [#prepare] for each precision it will meet, multiply.
public final class Activations {
  private final int width;
  private int tokens;
  private float[] values = new float[0];

  public Activations(int width) {
    this.width = width;
  }

  /// Makes room for so many tokens; what was there is gone.
  public Activations resize(int count) {
    tokens = count;
    if (values.length < count * width) {
      values = new float[count * width];
    }
    return this;
  }

  public int tokens() {
    return tokens;
  }

  public int width() {
    return width;
  }

  /// `[tokens][width]`, to be written by the owner.
  public float[] values() {
    return values;
  }

  /// Makes the form that weights of this precision are multiplied with.
  public void prepare(Precision precision) {}

  /// The same for tokens `from` to `to` only, so that several threads can share the work after a
  /// call of [#reserve].
  public void prepare(Precision precision, int from, int to) {}

  /// Makes room for the form of this precision without filling it.
  public void reserve(Precision precision) {}

  /// Becomes the chosen rows of another, prepared forms included.
  public void gather(Activations from, int[] rows, int count) {}
}
