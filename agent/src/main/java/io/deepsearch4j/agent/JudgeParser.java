package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Makes a [Verdict] of a verifier's call.
///
/// Score: each condition of the plan counts 1 when satisfied, 0.25 when unknown or not judged, and
/// nothing when violated; one violated condition caps the score at 0.4.
final class JudgeParser {
  private static final double UNKNOWN_COUNTS = 0.25;
  private static final double VIOLATED_CAP = 0.4;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  private JudgeParser() {}

  static Verdict verdict(JsonNode json, Task task) {
    int sentences = task.draft().sentences().size();
    var judgements =
        new ArrayList<>(
            Collections.nCopies(
                sentences, new Verdict.Judgement(Verdict.Support.UNCHECKED, "not judged")));
    for (JsonNode sentence : ActionParser.first(json, "sentences")) {
      int number = (int) ActionParser.number(ActionParser.first(sentence, "n", "index"), 0);
      if (number >= 1 && number <= sentences) {
        judgements.set(
            number - 1,
            new Verdict.Judgement(
                support(ActionParser.text(sentence, "support", "verdict")),
                Wording.cut(ActionParser.text(sentence, "why", "reason"), 500)));
      }
    }
    var missing = new ArrayList<>(ActionParser.texts(json, "missing"));
    double score = score(json, task.plan().conditions(), missing, judgements);
    boolean stands =
        judgements.stream().allMatch(one -> one.support() == Verdict.Support.SUPPORTED);
    return stands && missing.isEmpty()
        ? new Verdict.Supported(judgements, score)
        : new Verdict.Lacking(judgements, score, missing);
  }

  private static double score(
      JsonNode json,
      List<Plan.Condition> conditions,
      List<String> missing,
      List<Verdict.Judgement> judgements) {
    if (conditions.isEmpty()) {
      long good =
          judgements.stream().filter(one -> one.support() == Verdict.Support.SUPPORTED).count();
      return judgements.isEmpty() ? 0 : (double) good / judgements.size();
    }
    Map<String, String> statuses = statuses(json);
    double sum = 0;
    boolean violated = false;
    for (Plan.Condition condition : conditions) {
      String id = condition.id();
      switch (statuses.getOrDefault(id.toUpperCase(Locale.ROOT), "unknown")) {
        case "satisfied" -> sum += 1;
        case "violated" -> {
          violated = true;
          missing.add("condition " + id + " is violated");
        }
        default -> {
          sum += UNKNOWN_COUNTS;
          missing.add("condition " + id + " is not established");
        }
      }
    }
    double score = sum / conditions.size();
    return violated ? Math.min(score, VIOLATED_CAP) : score;
  }

  // By id; a bare number is meant for the condition of that number.
  private static Map<String, String> statuses(JsonNode json) {
    var statuses = new HashMap<String, String>();
    for (JsonNode condition : ActionParser.first(json, "conditions")) {
      String id = ActionParser.text(condition, "id").strip().toUpperCase(Locale.ROOT);
      statuses.merge(
          NUMBER.matcher(id).matches() ? "C" + id : id,
          ActionParser.text(condition, "status").strip().toLowerCase(Locale.ROOT),
          // Who says both has not satisfied it.
          (one, other) -> one.equals("satisfied") ? other : one);
    }
    return statuses;
  }

  private static Verdict.Support support(String word) {
    return switch (word.toLowerCase(Locale.ROOT).strip()) {
      case "supported", "yes", "true" -> Verdict.Support.SUPPORTED;
      case "partly", "partial", "partially" -> Verdict.Support.PARTLY;
      case "unsupported", "not supported", "no" -> Verdict.Support.UNSUPPORTED;
      case "contradicted", "refuted", "false" -> Verdict.Support.CONTRADICTED;
      default -> Verdict.Support.UNCHECKED;
    };
  }
}
