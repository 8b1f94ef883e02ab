package io.deepsearch4j.cli;

import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.report.Plain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Ways to spread fast and slow thinking over the steps of a run, by name. Each is nothing but a
/// few settings, so a run under one of them can be repeated with `--set`.
final class Paces {
  /// Whatever the settings say.
  static final String DEFAULT = "default";

  private static final List<String> STEPS =
      List.of("plan", "choose", "read", "judge", "answer", "fold", "stumble");

  private static final Map<String, Map<String, String>> KNOWN = known();

  private Paces() {}

  private static Map<String, Map<String, String>> known() {
    var known = new LinkedHashMap<String, Map<String, String>>();
    known.put(DEFAULT, Map.of());
    known.put("all-slow", always(Thinking.SLOW));
    known.put("all-fast", always(Thinking.FAST));
    // openPangu's table: a document is read slowly, everything else is fast.
    var article = always(Thinking.FAST);
    article.put("read", word(Thinking.SLOW));
    known.put("article", article);
    // Slow where something is new: read, judged, answered, and chosen after a change.
    var onChange = new LinkedHashMap<>(article);
    List.of("judge", "answer", "stumble").forEach(step -> onChange.put(step, word(Thinking.SLOW)));
    onChange.put("slow-on-change", "true");
    known.put("slow-on-change", onChange);
    return known;
  }

  private static Map<String, String> always(Thinking thinking) {
    var steps = new LinkedHashMap<String, String>();
    STEPS.forEach(step -> steps.put(step, word(thinking)));
    steps.put("slow-on-change", "false");
    return steps;
  }

  private static String word(Thinking thinking) {
    return thinking.name().toLowerCase(Locale.ROOT);
  }

  static List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  /// The settings that make a pace.
  static List<ConfigLoader.Flag> flags(String name) {
    Map<String, String> steps = KNOWN.get(name);
    if (steps == null) {
      throw new SettingException(
          "there is no pace "
              + Plain.line(name, 40)
              + "; known are "
              + String.join(", ", names())
              + Nearest.hint(name, names()));
    }
    return steps.entrySet().stream()
        .map(
            step -> new ConfigLoader.Flag("agent.pace." + step.getKey(), step.getValue(), "--pace"))
        .toList();
  }
}
