package io.deepsearch4j.trainer;

import java.util.List;

/// Examples by number. Safe to share between threads.
public interface TrainingSet {
  int size();

  Example example(int number);

  /// Tokens are below this.
  int vocabulary();

  /// Tokens of the longest example.
  int longest();

  /// Changes when the examples do, so that no run goes on with others than it began with.
  long fingerprint();

  /// Examples that are already in memory.
  static TrainingSet of(int vocabulary, List<Example> examples) {
    return new ListedExamples(vocabulary, List.copyOf(examples));
  }
}
