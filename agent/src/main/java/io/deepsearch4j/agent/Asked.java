package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;

/// What a question asks for, as far as its words tell: the type of the answer and what has to stand
/// around it.
///
/// @param type of the answer
/// @param needs in the order of the question
record Asked(String text, AnswerType type, List<Need> needs, Folded folded) {

  Asked {
    needs = List.copyOf(needs);
  }

  static Asked of(String question) {
    return new QuestionWords(question).asked();
  }

  /// The needs of one kind.
  List<Need> needs(Need.Kind kind) {
    return needs.stream().filter(need -> need.kind() == kind).toList();
  }

  /// The words worth searching for: everything but fillers.
  List<String> salient() {
    var salient = new ArrayList<String>();
    for (Need need : needs) {
      if (need.kind() != Need.Kind.FILLER && !salient.contains(need.text())) {
        salient.add(need.text());
      }
    }
    return salient;
  }

  boolean chinese() {
    return Folded.hasIdeographs(text);
  }

  /// Whether a text only repeats words of the question, and so cannot be its answer.
  boolean repeats(Folded candidate) {
    return folded.hasExactly(candidate)
        || (type.isName()
            && needs(Need.Kind.NAME).stream().anyMatch(name -> name.in(candidate) > 0));
  }
}
