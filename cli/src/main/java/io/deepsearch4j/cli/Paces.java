package io.deepsearch4j.cli;

import io.deepsearch4j.chat.Thinking;
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

  private static final Map<String, Map<String, Thinking>> KNOWN = known();

  private Paces() {}

  private static Map<String, Map<String, Thinking>> known() {
    var known = new LinkedHashMap<String, Map<String, Thinking>>();
    known.put(DEFAULT, Map.of());
    known.put("all-slow", always(Thinking.SLOW));
    known.put("all-fast", always(Thinking.FAST));
    // openPangu's table: a document is read slowly, everything else is fast.
    var article = always(Thinking.FAST);
    article.put("read", Thinking.SLOW);
    known.put("article", article);
    return known;
  }

  private static Map<String, Thinking> always(Thinking thinking) {
    var steps = new LinkedHashMap<String, Thinking>();
    STEPS.forEach(step -> steps.put(step, thinking));
    return steps;
  }

  static List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  /// The settings that make a pace.
  static List<ConfigLoader.Flag> flags(String name) {
    Map<String, Thinking> steps = KNOWN.get(name);
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
            step ->
                new ConfigLoader.Flag(
                    "agent.pace." + step.getKey(),
                    step.getValue().name().toLowerCase(Locale.ROOT),
                    "--pace"))
        .toList();
  }
}
