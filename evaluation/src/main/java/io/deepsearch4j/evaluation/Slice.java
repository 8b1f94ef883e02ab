package io.deepsearch4j.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The records of one setting that share some tags, put into numbers.
///
/// @param tags what they share; empty for all of them
/// @param interval of the accuracy
/// @param toolCalls of a task, as are the next five; means
/// @param slowestTenth seconds that nine of ten tasks stay below
/// @param invalidActions of all tasks together
/// @param stopReasons how many tasks ended for which reason
/// @param reads how many documents of each kind were opened, over all tasks
public record Slice(
    String setting,
    SortedMap<String, String> tags,
    int asked,
    int right,
    double accuracy,
    Interval interval,
    double toolCalls,
    double modelCalls,
    double promptTokens,
    double completionTokens,
    double thinkingTokens,
    double seconds,
    double slowestTenth,
    int invalidActions,
    SortedMap<String, Integer> stopReasons,
    SortedMap<String, Integer> reads) {

  public Slice {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    stopReasons = Collections.unmodifiableSortedMap(new TreeMap<>(stopReasons));
    reads = Collections.unmodifiableSortedMap(new TreeMap<>(reads));
  }

  static Slice of(String setting, Map<String, String> tags, List<TaskRecord> records) {
    Score score = Score.of(records);
    var reads = new TreeMap<String, Integer>();
    records.forEach(one -> one.reads().forEach((kind, n) -> reads.merge(kind, n, Integer::sum)));
    return new Slice(
        setting,
        new TreeMap<>(tags),
        score.asked(),
        score.right(),
        score.accuracy(),
        score.interval(),
        mean(records, TaskRecord::toolCalls),
        mean(records, TaskRecord::modelCalls),
        mean(records, TaskRecord::promptTokens),
        mean(records, TaskRecord::completionTokens),
        mean(records, TaskRecord::thinkingTokens),
        mean(records, TaskRecord::seconds),
        slowestTenth(records),
        records.stream().mapToInt(TaskRecord::invalidActions).sum(),
        records.stream()
            .collect(Collectors.toMap(TaskRecord::stopReason, _ -> 1, Integer::sum, TreeMap::new)),
        reads);
  }

  /// What it holds, such as `hops 2, indexed no`.
  public String words() {
    return tags.isEmpty()
        ? "all"
        : tags.entrySet().stream()
            .map(tag -> tag.getKey() + " " + tag.getValue())
            .collect(Collectors.joining(", "));
  }

  private static double mean(List<TaskRecord> records, ToDoubleFunction<TaskRecord> what) {
    return records.stream().mapToDouble(what).average().orElse(0);
  }

  private static double slowestTenth(List<TaskRecord> records) {
    double[] sorted = records.stream().mapToDouble(TaskRecord::seconds).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * 0.9) - 1];
  }
}
