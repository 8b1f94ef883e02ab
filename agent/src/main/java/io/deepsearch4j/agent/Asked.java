package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;

/// What a question asks for, as far as its words tell: the type of the answer and what has to stand
/// around it.
///
/// @param type of the answer
/// @param needs in the order of the question
record Asked(String text, AnswerType type, List<Need> needs, Folded folded) {

  private static final double OTHER_NAME = 0.95;

  Asked {
    needs = List.copyOf(needs);
  }

  static Asked of(String question) {
    AlsoCalled called = AlsoCalled.of(question);
    Asked asked = new QuestionWords(called.question()).asked();
    if (called.names().isEmpty()) {
      return asked;
    }
    List<Need> named = asked.needs().stream().map(need -> withOtherNames(need, called)).toList();
    return new Asked(question, asked.type(), named, asked.folded());
  }

  private static Need withOtherNames(Need need, AlsoCalled called) {
    var forms = new ArrayList<>(need.forms());
    called.of(need).forEach(name -> forms.add(new Need.Form(Folded.of(name), true, OTHER_NAME)));
    return new Need(need.kind(), need.text(), forms, need.weight());
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

  /// The question without its names: a journal's name must not make every question about it one
  /// about papers. The marks around a quoted title stay.
  String withoutNames() {
    String rest = text;
    for (Need name : needs(Need.Kind.NAME)) {
      rest = rest.replace(name.text(), " ");
    }
    return rest;
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
