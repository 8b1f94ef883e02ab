package io.deepsearch4j.trainer;

/// The numbers of a run grew until they were none.
public final class DivergedException extends TrainerException {
  private static final long serialVersionUID = 1;

  DivergedException(String message) {
    super(message);
  }
}
