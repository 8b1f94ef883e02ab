package io.deepsearch4j.trainer;

import java.util.List;

/// Several training sets as one, each behind the one before.
record JoinedExamples(List<TrainingSet> sets) implements TrainingSet {
  JoinedExamples {
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("nothing to join; name a file of examples");
    }
    sets = List.copyOf(sets);
  }

  @Override
  public int size() {
    return sets.stream().mapToInt(TrainingSet::size).reduce(0, Math::addExact);
  }

  @Override
  public Example example(int number) {
    int left = number;
    for (TrainingSet set : sets) {
      if (left < set.size()) {
        return set.example(left);
      }
      left -= set.size();
    }
    throw new IndexOutOfBoundsException(number);
  }

  @Override
  public int vocabulary() {
    return sets.stream().mapToInt(TrainingSet::vocabulary).max().orElse(0);
  }

  @Override
  public int longest() {
    return sets.stream().mapToInt(TrainingSet::longest).max().orElse(0);
  }

  @Override
  public long fingerprint() {
    long print = 0;
    for (TrainingSet set : sets) {
      print = Mix.of(print + set.fingerprint());
    }
    return print;
  }
}
