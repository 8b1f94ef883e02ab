package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Makes a [Verdict] of a verifier's call.
///
/// Score: each condition counts 1 when satisfied, 0.25 when unknown and nothing when violated, and
/// one violated condition caps the score at 0.4.
final class JudgeParser {
  private static final double UNKNOWN_COUNTS = 0.25;
  private static final double VIOLATED_CAP = 0.4;

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
                ActionParser.text(sentence, "why", "reason")));
      }
    }
    var missing = new ArrayList<>(ActionParser.texts(json, "missing"));
    double score = score(json, missing, judgements);
    boolean stands =
        judgements.stream().allMatch(one -> one.support() == Verdict.Support.SUPPORTED);
    return stands && missing.isEmpty()
        ? new Verdict.Supported(judgements, score)
        : new Verdict.Lacking(judgements, score, missing);
  }

  private static double score(
      JsonNode json, List<String> missing, List<Verdict.Judgement> judgements) {
    JsonNode conditions = ActionParser.first(json, "conditions");
    double sum = 0;
    int count = 0;
    boolean violated = false;
    for (JsonNode condition : conditions) {
      count++;
      String id = ActionParser.text(condition, "id");
      switch (ActionParser.text(condition, "status").toLowerCase(Locale.ROOT)) {
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
    if (count == 0) {
      long good =
          judgements.stream().filter(one -> one.support() == Verdict.Support.SUPPORTED).count();
      return judgements.isEmpty() ? 0 : (double) good / judgements.size();
    }
    double score = sum / count;
    return violated ? Math.min(score, VIOLATED_CAP) : score;
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
