package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;

/// A draft for a run that was stopped before anything answered its question: what documents said in
/// answer to other questions, each in their own words. It gives no short answer, because nobody is
/// there to draw it from them.
final class KnownSoFar {
  private static final int SENTENCES = 8;
  private static final int LONGEST_QUOTE = 240;

  private KnownSoFar() {}

  /// @param open what remains unknown
  static Draft draft(Trajectory trajectory, List<String> open) {
    var sentences = new ArrayList<Draft.Sentence>();
    for (Evidence evidence : trajectory.evidence().reversed()) {
      if (sentences.size() < SENTENCES && evidence.polarity() == Evidence.Polarity.SUPPORTS) {
        sentences.addFirst(sentence(evidence));
      }
    }
    return new Draft("", sentences, 0, open);
  }

  private static Draft.Sentence sentence(Evidence evidence) {
    String title = evidence.title().isBlank() ? evidence.url().toString() : evidence.title();
    String quote = Wording.cut(evidence.quote().strip().replaceAll("\\s+", " "), LONGEST_QUOTE);
    return new Draft.Sentence("“" + title + "”: “" + quote + "”", List.of(evidence.id()));
  }
}
