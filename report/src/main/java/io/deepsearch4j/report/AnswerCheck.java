package io.deepsearch4j.report;

import io.deepsearch4j.agent.Answer.Citation;
import io.deepsearch4j.agent.Answer.JudgedSentence;
import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.Verdict;
import io.deepsearch4j.report.BundleCheck.Checked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Checks an answer against the evidence of its run: every citation is a piece of evidence as it
/// was found, and every number of a supported sentence stands in a passage that it cites.
final class AnswerCheck {
  private AnswerCheck() {}

  static List<Checked> check(RunRecord record) {
    Map<String, Evidence> evidence = new HashMap<>();
    record.evidence().forEach(one -> evidence.putIfAbsent(one.id(), one));
    var checked = new ArrayList<Checked>();
    Map<Integer, Citation> citations = new HashMap<>();
    for (Citation citation : record.answer().citations()) {
      Optional<Evidence> found = Optional.ofNullable(evidence.get(citation.evidence()));
      String trouble =
          found
              .map(one -> isSame(citation, one) ? "" : "it differs from evidence " + one.id())
              .orElse("the run found no evidence of that name");
      if (citations.putIfAbsent(citation.number(), citation) != null) {
        trouble = "two citations have this number";
      }
      checked.add(new Checked("citation", "[" + citation.number() + "]", trouble));
    }
    int number = 0;
    for (JudgedSentence sentence : record.answer().sentences()) {
      number++;
      checked.add(new Checked("sentence", String.valueOf(number), trouble(sentence, citations)));
    }
    return checked;
  }

  private static boolean isSame(Citation citation, Evidence evidence) {
    return citation.url().equals(evidence.url())
        && citation.page().equals(evidence.page())
        && citation.title().equals(evidence.title())
        && citation.quote().equals(evidence.quote())
        && citation.start() == evidence.start()
        && citation.end() == evidence.end()
        && citation.locator().equals(evidence.locator())
        && citation.sha256().equals(evidence.sha256())
        && citation.textSha256().equals(evidence.textSha256())
        && citation.fetchedAt().equals(evidence.fetchedAt())
        && citation.robots().equals(evidence.robots());
  }

  private static String trouble(JudgedSentence sentence, Map<Integer, Citation> citations) {
    for (int number : sentence.citations()) {
      if (!citations.containsKey(number)) {
        return "it cites [" + number + "], which the answer does not have";
      }
    }
    if (sentence.verdict() != Verdict.Support.SUPPORTED) {
      return "";
    }
    List<Citation> cited =
        sentence.citations().stream().map(citations::get).filter(Objects::nonNull).toList();
    if (cited.isEmpty()) {
      return "it is called supported and cites nothing";
    }
    return SentenceFigures.unfounded(sentence.text(), cited)
        .map(words -> "it says " + Clean.line(words, 60) + ", which no passage that it cites says")
        .orElse("");
  }
}
