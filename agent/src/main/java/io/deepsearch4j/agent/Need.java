package io.deepsearch4j.agent;

import java.util.List;

/// Something a question names and an answer's surroundings must name, too: whom it is about, of
/// which year, which attribute.
///
/// @param text as the question has it
/// @param forms wordings that satisfy it
/// @param weight how much it counts
record Need(Kind kind, String text, List<Form> forms, double weight) {

  /// What is needed.
  enum Kind {
    /// A name; without it the passage speaks of something else.
    NAME,
    /// A year; without it the figure is another year's.
    YEAR,
    /// The attribute asked for.
    ATTRIBUTE,
    /// Another word of the question.
    WORD,
    /// A word that most passages could do without: `company`, `segment`, a second attribute.
    FILLER
  }

  /// A wording.
  ///
  /// @param exact compared as written, not by stems
  /// @param strength from 0 to 1: a name without its legal form is a little weaker
  record Form(Folded phrase, boolean exact, double strength) {
    boolean in(Folded text) {
      return exact ? text.hasExactly(phrase) : text.has(phrase);
    }
  }

  Need {
    forms = List.copyOf(forms);
  }

  static Need of(Kind kind, String text, double weight) {
    return new Need(kind, text, List.of(new Form(Folded.of(text), kind != Kind.WORD, 1)), weight);
  }

  /// How well a text satisfies it, from 0 to 1.
  double in(Folded text) {
    double best = 0;
    for (Form form : forms) {
      if (form.strength() > best && form.in(text)) {
        best = form.strength();
      }
    }
    return best;
  }

  /// Whether nothing can be an answer without it.
  boolean essential() {
    return kind == Kind.NAME || kind == Kind.YEAR || kind == Kind.ATTRIBUTE;
  }
}
