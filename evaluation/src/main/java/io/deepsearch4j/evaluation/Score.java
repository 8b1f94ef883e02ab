package io.deepsearch4j.evaluation;

import java.util.Collection;

/// How many tasks were done rightly.
public record Score(int asked, int right) {

  static Score of(Collection<TaskRecord> records) {
    return new Score(records.size(), (int) records.stream().filter(TaskRecord::right).count());
  }

  /// The share of right answers; 0 where nothing was asked.
  public double accuracy() {
    return asked == 0 ? 0 : (double) right / asked;
  }

  /// Where that share lies for all tasks of this kind.
  public Interval interval() {
    return Interval.wilson(right, asked);
  }
}
