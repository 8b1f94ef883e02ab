package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A question with what was learnt about its names: that a page may call the same thing otherwise.
///
/// The question stays readable for whoever is asked: `Where is X based? (X is also called Y)`.
///
/// @param question as it was asked
record AlsoCalled(String question, List<Finding.OtherName> names) {
  private static final Pattern NOTE =
      Pattern.compile("^(.*) \\((.{1,120}) is also called (.{1,120})\\)$", Pattern.DOTALL);

  private static final Pattern CAPITALISED =
      Pattern.compile(
          "\\p{Lu}[\\p{L}'\u2019-]*\\p{Ll}\\S*(?: (?:of|and|the|for|in|\\p{Lu}\\S*|\\d+))*");

  AlsoCalled {
    names = List.copyOf(names);
  }

  /// Takes the notes off a question.
  static AlsoCalled of(String text) {
    var names = new ArrayList<Finding.OtherName>();
    String rest = text;
    Matcher note = NOTE.matcher(rest);
    while (note.matches()) {
      names.addFirst(new Finding.OtherName(note.group(2), note.group(3)));
      rest = note.group(1);
      note = NOTE.matcher(rest);
    }
    return new AlsoCalled(rest, names);
  }

  /// The question with one more note.
  static String note(String question, Finding.OtherName name) {
    return question + " (" + name.name() + " is also called " + name.other() + ")";
  }

  /// Whether it is a name in the other script, not a unit or a remark in brackets.
  static boolean isName(Finding.OtherName name) {
    String other = name.other();
    boolean chinese = Folded.hasIdeographs(other);
    if (chinese == Folded.hasIdeographs(name.name())) {
      return false;
    }
    return chinese
        ? CommonWords.fillerPhrase(Folded.of(other), 0) == 0
        : CAPITALISED.matcher(other).matches();
  }

  /// The other names of a name.
  List<String> of(Need need) {
    return names.stream()
        .filter(one -> one.name().equals(need.text()))
        .map(Finding.OtherName::other)
        .toList();
  }
}
