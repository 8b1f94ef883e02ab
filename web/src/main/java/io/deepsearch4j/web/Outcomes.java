package io.deepsearch4j.web;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Says what came of asking several engines when none of them found anything.
final class Outcomes {
  private Outcomes() {}

  /// The worst of them, with what each one did: where an engine failed, "nothing found" would claim
  /// more than we know.
  ///
  /// @param fruitless at least one; none is [Searched.Found]
  static Searched worst(List<Searched> fruitless) {
    if (fruitless.size() == 1) {
      return fruitless.getFirst();
    }
    Searched worst =
        fruitless.stream().max(Comparator.comparingInt(Outcomes::severity)).orElseThrow();
    String engines = fruitless.stream().map(Outcomes::engine).collect(Collectors.joining(", "));
    String each = fruitless.stream().map(Outcomes::sentence).collect(Collectors.joining("; "));
    return switch (worst) {
      case Searched.Found _ -> throw new IllegalArgumentException("something was found");
      case Searched.Nothing _ -> new Searched.Nothing(engines);
      case Searched.Throttled _ -> new Searched.Throttled(each, soonest(fruitless));
      case Searched.Refused _ -> new Searched.Refused(engines, each);
      case Searched.Broken _ -> new Searched.Broken(engines, each);
    };
  }

  private static int severity(Searched searched) {
    return switch (searched) {
      case Searched.Found _ -> 0;
      case Searched.Nothing _ -> 1;
      case Searched.Throttled _ -> 2;
      case Searched.Refused _ -> 3;
      case Searched.Broken _ -> 4;
    };
  }

  private static String engine(Searched searched) {
    return switch (searched) {
      case Searched.Found(var hits) -> hits.getFirst().engine();
      case Searched.Nothing(var engine) -> engine;
      case Searched.Throttled(var engine, var _) -> engine;
      case Searched.Refused(var engine, var _) -> engine;
      case Searched.Broken(var engine, var _) -> engine;
    };
  }

  private static String sentence(Searched searched) {
    return switch (searched) {
      case Searched.Found(var hits) -> hits.getFirst().engine() + " found " + hits.size();
      case Searched.Nothing(var engine) -> engine + " found nothing";
      case Searched.Throttled(var engine, var wait) ->
          engine + " asks to wait " + Math.max(1, wait.toSeconds()) + " s";
      case Searched.Refused(var engine, var why) -> engine + " refused: " + why;
      case Searched.Broken(var engine, var why) -> engine + " is broken: " + why;
    };
  }

  private static Duration soonest(List<Searched> fruitless) {
    return fruitless.stream()
        .map(
            searched ->
                searched instanceof Searched.Throttled(var _, var wait)
                    ? wait
                    : RetryAfter.bounded(Duration.ofDays(365)))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
