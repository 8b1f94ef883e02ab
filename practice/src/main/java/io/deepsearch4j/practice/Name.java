package io.deepsearch4j.practice;

import java.util.Locale;

/// What something is called: at home, and in English.
///
/// @param text the name in its own language; unique in a world
/// @param english the same where the language is English
record Name(String text, String english, Language language) {

  static Name english(String text) {
    return new Name(text, text, Language.ENGLISH);
  }

  /// The form a text in the given language would use.
  String in(Language reader) {
    return reader.either(english, text);
  }

  /// The name as part of an address.
  String slug() {
    return english.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
