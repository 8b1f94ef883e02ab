package io.deepsearch4j.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What records say, slice by slice and setting against setting. Computed from records alone, so it
/// can be made again at any time.
///
/// @param tasks the name of the task set
/// @param slices for each setting first the whole, then what shares a tag, then two
/// @param comparisons of the first setting with each other one
public record Report(
    String format, String tasks, List<Slice> slices, List<Comparison> comparisons) {
  static final String FORMAT = "deepsearch4j/report/1";

  public Report {
    slices = List.copyOf(slices);
    comparisons = List.copyOf(comparisons);
  }

  /// @param cuts the tags to slice by, one list for each kind of slice: `[hops, indexed]` makes a
  ///   slice for every pair of values that occurs
  public static Report of(String tasks, List<TaskRecord> records, List<List<String>> cuts) {
    Map<String, List<TaskRecord>> bySetting =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    TaskRecord::setting, LinkedHashMap::new, Collectors.toList()));
    var slices = new ArrayList<Slice>();
    bySetting.forEach(
        (setting, own) -> {
          slices.add(Slice.of(setting, Map.of(), own));
          cuts.forEach(cut -> slices.addAll(slices(setting, own, cut)));
        });
    var comparisons = new ArrayList<Comparison>();
    List<String> settings = List.copyOf(bySetting.keySet());
    for (String other : settings.subList(Math.min(1, settings.size()), settings.size())) {
      String first = settings.getFirst();
      comparisons.add(
          Comparison.of(
              first,
              other,
              bySetting.getOrDefault(first, List.of()),
              bySetting.getOrDefault(other, List.of())));
    }
    return new Report(FORMAT, tasks, slices, comparisons);
  }

  private static List<Slice> slices(String setting, List<TaskRecord> records, List<String> cut) {
    var byTags = new LinkedHashMap<Map<String, String>, List<TaskRecord>>();
    for (TaskRecord record : records) {
      if (record.tags().keySet().containsAll(cut)) {
        var tags = new TreeMap<>(record.tags());
        tags.keySet().retainAll(cut);
        byTags.computeIfAbsent(tags, _ -> new ArrayList<>()).add(record);
      }
    }
    return byTags.entrySet().stream()
        .map(group -> Slice.of(setting, group.getKey(), group.getValue()))
        .sorted(Comparator.comparing(slice -> values(slice, cut)))
        .toList();
  }

  private static String values(Slice slice, List<String> cut) {
    return cut.stream()
        .map(tag -> slice.tags().getOrDefault(tag, ""))
        .collect(Collectors.joining("\t"));
  }
}
