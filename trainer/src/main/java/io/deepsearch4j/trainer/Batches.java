package io.deepsearch4j.trainer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// The order in which examples are learnt from, and how those of one step are packed.
///
/// The order follows from seed and position alone, so a run can go on anywhere. Not safe to share.
final class Batches {
  private final TrainingSet examples;
  private final TrainingConfig config;
  private long next; // examples taken
  private long epoch = -1;
  private int[] order = {};

  Batches(TrainingSet examples, TrainingConfig config, long next) {
    this.examples = examples;
    this.config = config;
    this.next = next;
  }

  /// Examples taken so far.
  long position() {
    return next;
  }

  /// The packs of one step: a multiple of the shards, dealt out in turn.
  ///
  /// @param tokens how many it shall have at least
  /// @param done tokens learnt from before
  List<Pack> take(int tokens, long done) {
    var taken = new ArrayList<Weighed>();
    int total = 0;
    while (total < tokens) {
      long key = Mix.of(config.seed() ^ Mix.of(next));
      Example example = examples.example(number(next++));
      taken.add(new Weighed(example, config.weights().of(example, done, key)));
      total += example.length();
    }
    int shards = config.shards();
    int packs = shards * Math.ceilDiv(total, shards * config.passTokens());
    return deal(taken, packs);
  }

  private record Weighed(Example example, float[] weights) {
    /// Attention costs the square of the length.
    long cost() {
      long length = example.length();
      return length * (2000 + length);
    }
  }

  /// The costliest first, each to the pack that has the least to do.
  private static List<Pack> deal(List<Weighed> taken, int packs) {
    var sorted = new ArrayList<>(taken);
    sorted.sort(Comparator.comparingLong(Weighed::cost).reversed());
    var hands = new ArrayList<List<Weighed>>();
    var costs = new long[packs];
    for (int i = 0; i < packs; i++) {
      hands.add(new ArrayList<>());
    }
    for (Weighed each : sorted) {
      int least = 0;
      for (int i = 1; i < packs; i++) {
        least = costs[i] < costs[least] ? i : least;
      }
      hands.get(least).add(each);
      costs[least] += each.cost();
    }
    return hands.stream()
        .map(
            hand ->
                Pack.of(
                    hand.stream().map(Weighed::example).toList(),
                    hand.stream().map(Weighed::weights).toList()))
        .toList();
  }

  private int number(long position) {
    int size = examples.size();
    if (config.order() == TrainingConfig.Order.AS_WRITTEN) {
      return (int) (position % size);
    }
    if (position / size != epoch) {
      epoch = position / size;
      order = shuffled(size, Mix.of(Mix.of(config.seed()) + epoch));
    }
    return order[(int) (position % size)];
  }

  private static int[] shuffled(int size, long seed) {
    var random = new SplittableRandom(seed);
    var order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
