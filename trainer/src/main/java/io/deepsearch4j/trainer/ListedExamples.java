package io.deepsearch4j.trainer;

import java.util.Arrays;
import java.util.List;

/// Examples in memory.
record ListedExamples(int vocabulary, List<Example> examples) implements TrainingSet {
  ListedExamples {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("a training set needs an example");
    }
    for (Example example : examples) {
      for (int token : example.tokens()) {
        if (token < 0 || token >= vocabulary) {
          throw new IllegalArgumentException(
              "token " + token + " is none of a vocabulary of " + vocabulary);
        }
      }
    }
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public Example example(int number) {
    return examples.get(number);
  }

  @Override
  public int longest() {
    return examples.stream().mapToInt(Example::length).max().orElse(0);
  }

  @Override
  public long fingerprint() {
    long print = vocabulary;
    for (Example example : examples) {
      print = 31 * print + Arrays.hashCode(example.tokens());
      print = 31 * print + Arrays.hashCode(example.roles());
    }
    return print;
  }
}
