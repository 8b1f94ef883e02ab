package io.deepsearch4j.practice;

import java.util.List;

/// How one relation is put into words in one language. `{s}` stands for the subject, `{v}` for the
/// value and any other name in braces for the qualifier of that name.
///
/// @param sentences how a page states it
/// @param noun how a longer question refers to the value, or empty where none would go on from it
/// @param questions how a question asks for it
record Phrases(List<String> sentences, String noun, List<String> questions) {
  Phrases {
    sentences = List.copyOf(sentences);
    questions = List.copyOf(questions);
  }
}
