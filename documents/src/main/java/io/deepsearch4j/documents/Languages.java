package io.deepsearch4j.documents;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Guesses a text's language from its script and, where it is Latin, from its commonest words.
final class Languages {
  private static final int SAMPLE = 20_000;
  private static final double KANA_IN_JAPANESE = 0.08;

  private static final Set<String> ENGLISH =
      Set.of("the", "of", "and", "to", "in", "is", "was", "that", "for", "with");

  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "en", ENGLISH,
          "de", Set.of("der", "die", "und", "das", "ist", "nicht", "mit", "den", "von", "ein"),
          "fr", Set.of("le", "la", "les", "et", "des", "est", "une", "dans", "que", "pour"),
          "es", Set.of("el", "los", "las", "y", "del", "que", "una", "por", "con", "para"),
          "it", Set.of("il", "di", "che", "della", "è", "una", "per", "sono", "gli", "nel"),
          "pt", Set.of("o", "os", "do", "da", "não", "uma", "com", "em", "são", "para"),
          "nl", Set.of("het", "een", "van", "niet", "zijn", "op", "voor", "dat", "met", "ook"));

  private Languages() {}

  /// A language tag, or empty where the text has no letters.
  static String of(String text) {
    String sample = text.length() > SAMPLE ? text.substring(0, SAMPLE) : text;
    var counts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
    sample
        .codePoints()
        .filter(Character::isLetter)
        .forEach(c -> counts.merge(UnicodeScript.of(c), 1, Integer::sum));
    int kana =
        counts.getOrDefault(UnicodeScript.HIRAGANA, 0)
            + counts.getOrDefault(UnicodeScript.KATAKANA, 0);
    int han = counts.getOrDefault(UnicodeScript.HAN, 0);
    // One Chinese character says about as much as three Latin letters.
    counts.put(UnicodeScript.HAN, 3 * (han + kana));
    counts.computeIfPresent(UnicodeScript.HANGUL, (_, count) -> 3 * count);
    UnicodeScript most = UnicodeScript.COMMON;
    for (var script : counts.entrySet()) {
      if (script.getValue() > counts.getOrDefault(most, 0)) {
        most = script.getKey();
      }
    }
    return switch (most) {
      case HAN -> kana > KANA_IN_JAPANESE * (han + kana) ? "ja" : "zh";
      case HANGUL -> "ko";
      case CYRILLIC -> "ru";
      case ARABIC -> "ar";
      case HEBREW -> "he";
      case GREEK -> "el";
      case THAI -> "th";
      case DEVANAGARI -> "hi";
      case LATIN -> latin(sample);
      default -> "";
    };
  }

  private static String latin(String sample) {
    List<String> words = Arrays.asList(sample.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1));
    String best = "en";
    long bestCount = words.stream().filter(ENGLISH::contains).count();
    for (var language : WORDS.entrySet()) {
      long count = words.stream().filter(language.getValue()::contains).count();
      if (count > bestCount) {
        bestCount = count;
        best = language.getKey();
      }
    }
    return best;
  }
}
