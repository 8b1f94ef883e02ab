package io.deepsearch4j.practice;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/// Makes up names that can be pronounced, and never the same one twice.
final class Names {
  private static final List<String> ONSETS =
      List.of(
          "b", "br", "c", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "r", "s", "st",
          "t", "tr", "v", "z");
  private static final List<String> VOWELS = List.of("a", "e", "i", "o", "u", "ae", "ia");
  private static final List<String> CODAS = List.of("", "", "l", "n", "r", "s", "m", "nd", "x");
  private static final List<String> CHARACTERS =
      List.of(
          "澜 lan", "朔 shuo", "岚 lan", "祁 qi", "沅 yuan", "珩 heng", "砚 yan", "峤 qiao", "湄 mei",
          "榛 zhen", "琮 cong", "霁 ji", "燧 sui", "槿 jin", "穹 qiong", "芷 zhi", "棠 tang", "渟 ting",
          "翊 yi", "岫 xiu", "昀 yun", "璟 jing", "泓 hong", "黎 li");
  private static final List<String> SURNAMES =
      List.of(
          "林 Lin", "周 Zhou", "沈 Shen", "顾 Gu", "陆 Lu", "程 Cheng", "韩 Han", "许 Xu", "苏 Su", "秦 Qin",
          "袁 Yuan", "魏 Wei");

  private final Chance chance;
  private final Set<String> used = new HashSet<>();

  Names(Chance chance) {
    this.chance = chance;
  }

  /// A made-up word or pair of characters, to build names from.
  Name stem(Language language) {
    return fresh(language.either(() -> Name.english(word()), this::characters));
  }

  /// A stem with something behind it: `Velmar Energy`, `岚沅能源`.
  Name stem(Language language, String english, String chinese) {
    return fresh(
        () -> {
          Name stem = language.either(Name.english(word()), characters());
          return followed(stem, english, chinese);
        });
  }

  /// The given stem with something behind it.
  static Name followed(Name stem, String english, String chinese) {
    String inEnglish = stem.english() + " " + english;
    return new Name(
        stem.language().either(inEnglish, stem.text() + chinese), inEnglish, stem.language());
  }

  Name person(Language language) {
    return fresh(
        language.either(
            () -> Name.english(word() + " " + word()), () -> chinesePerson(chance.pick(SURNAMES))));
  }

  /// Another person whose surname and initial are those of the first.
  Name namesake(Name first) {
    return fresh(
        first
            .language()
            .either(
                () -> {
                  String given = first.text().substring(0, 1) + word().substring(1);
                  return Name.english(given + first.text().substring(first.text().indexOf(' ')));
                },
                () ->
                    chinesePerson(
                        first.text().charAt(0)
                            + " "
                            + first.english().substring(0, first.english().indexOf(' ')))));
  }

  /// A word that differs from the given one in its last letter or character only.
  Name nearly(Name stem) {
    return fresh(
        () -> {
          String english = stem.english();
          if (stem.language() == Language.ENGLISH) {
            String last = chance.pick(List.of("a", "o", "is", "en", "or", "an"));
            return Name.english(english.substring(0, english.length() - 1) + last);
          }
          Name other = characters();
          String text = stem.text().charAt(0) + other.text().substring(1);
          return new Name(text, english + "i", Language.CHINESE);
        });
  }

  private Name fresh(Supplier<Name> maker) {
    while (true) {
      Name name = maker.get();
      boolean free = !used.contains(name.text()) && !used.contains(name.english());
      if (free) {
        used.add(name.text());
        used.add(name.english());
        return name;
      }
    }
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    int syllables = chance.between(2, 3);
    for (int i = 0; i < syllables; i++) {
      word.append(chance.pick(ONSETS)).append(chance.pick(VOWELS));
    }
    return capital(word.append(chance.pick(CODAS)).toString());
  }

  private Name characters() {
    List<String> two = chance.some(CHARACTERS, 2);
    return new Name(
        first(two.get(0)) + first(two.get(1)),
        capital(second(two.get(0)) + second(two.get(1))),
        Language.CHINESE);
  }

  private Name chinesePerson(String surname) {
    Name given = characters();
    return new Name(
        first(surname) + given.text(), second(surname) + " " + given.english(), Language.CHINESE);
  }

  private static String first(String pair) {
    return pair.substring(0, pair.indexOf(' '));
  }

  private static String second(String pair) {
    return pair.substring(pair.indexOf(' ') + 1);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
