package io.deepsearch4j.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which language a query is in: as it says, else by its script.
final class QueryLanguage {
  private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());

  private record Script(String language, List<Character.UnicodeScript> scripts) {}

  /// In order: Japanese text has Chinese characters, too.
  private static final List<Script> SCRIPTS =
      List.of(
          new Script(
              "ja", List.of(Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA)),
          new Script("ko", List.of(Character.UnicodeScript.HANGUL)),
          new Script("zh", List.of(Character.UnicodeScript.HAN)),
          new Script("ru", List.of(Character.UnicodeScript.CYRILLIC)),
          new Script("ar", List.of(Character.UnicodeScript.ARABIC)),
          new Script("el", List.of(Character.UnicodeScript.GREEK)),
          new Script("he", List.of(Character.UnicodeScript.HEBREW)),
          new Script("th", List.of(Character.UnicodeScript.THAI)),
          new Script("hi", List.of(Character.UnicodeScript.DEVANAGARI)));

  private QueryLanguage() {}

  /// The two-letter language, or empty where nothing tells it (Latin letters without a stated one).
  static String of(Query query) {
    String stated = Locale.forLanguageTag(query.language()).getLanguage();
    return isKnown(stated) ? stated : ofScript(query.text());
  }

  /// Whether this is the two-letter code of a language.
  static boolean isKnown(String code) {
    return KNOWN.contains(code);
  }

  private static String ofScript(String text) {
    for (Script script : SCRIPTS) {
      if (text.codePoints()
          .anyMatch(c -> script.scripts().contains(Character.UnicodeScript.of(c)))) {
        return script.language();
      }
    }
    return "";
  }
}
