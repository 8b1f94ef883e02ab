package io.deepsearch4j.engine.tensor;

/// The arithmetic in plain loops: the specification that every other implementation is held to.
public final class ScalarKernels {
  private ScalarKernels() {}
}
