package io.deepsearch4j.practice;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Puts facts into words.
final class Wording {
  private static final DateTimeFormatter ENGLISH_DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
  private static final DateTimeFormatter CHINESE_DAY =
      DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);

  private final Glossary glossary;

  Wording(Glossary glossary) {
    this.glossary = glossary;
  }

  Glossary glossary() {
    return glossary;
  }

  static Phrases phrases(Relation relation, Language language) {
    return language.either(EnglishPhrases.of(relation), ChinesePhrases.of(relation));
  }

  /// The fact as a sentence of a page. Which of the wordings follows from the fact itself.
  String sentence(Fact fact, Language language) {
    List<String> sentences = phrases(fact.relation(), language).sentences();
    int which = Math.floorMod(fact.subject().hashCode() + fact.id().hashCode(), sentences.size());
    return fill(
        sentences.get(which),
        subject(fact, language),
        value(fact, language),
        fact.qualifiers(),
        language);
  }

  private String subject(Fact fact, Language language) {
    if (fact.relation() == Relation.ALSO_KNOWN_AS) {
      return fact.subject();
    }
    return glossary.in(fact.subject(), language);
  }

  /// The value as a person would write it.
  String value(Fact fact, Language language) {
    return switch (fact.relation().answers()) {
      case NAME ->
          fact.relation() == Relation.ALSO_KNOWN_AS
              ? fact.value()
              : glossary.in(fact.value(), language);
      case NUMBER -> withUnit(number(fact.value()), fact.unit(), language);
      case DATE -> day(fact.value(), language);
      case YEAR, CODE -> fact.value();
    };
  }

  private static String withUnit(String number, String unit, Language language) {
    if (unit.isEmpty()) {
      return number;
    }
    return language.either(number + " ", number) + unit(unit, language);
  }

  /// A unit in the words of a language, whichever it was reported in.
  private static String unit(String unit, Language language) {
    return switch (unit) {
      case "million euros" -> language.either("million euros", "百万欧元");
      case "万元" -> language.either("ten thousand yuan", "万元");
      case "亿元" -> language.either("hundred million yuan", "亿元");
      case "tonnes", "吨" -> language.either("tonnes", "吨");
      case "megawatts", "兆瓦" -> language.either("megawatts", "兆瓦");
      default -> throw new IllegalArgumentException("no words for the unit " + unit);
    };
  }

  /// A plain number with thousands separators.
  static String number(String plain) {
    return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(new BigDecimal(plain));
  }

  static String day(String iso, Language language) {
    return LocalDate.parse(iso).format(language.either(ENGLISH_DAY, CHINESE_DAY));
  }

  /// A pattern with everything filled in.
  String fill(
      String pattern,
      String subject,
      String value,
      Map<String, String> qualifiers,
      Language language) {
    String text = pattern;
    for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
      String shown =
          qualifier.getKey().equals("as of")
              ? day(qualifier.getValue(), language)
              : glossary.in(qualifier.getValue(), language);
      text = text.replace("{" + qualifier.getKey() + "}", shown);
    }
    text = text.replace("{v}", value).replace("{s}", subject);
    // Latin names inside Chinese keep a space before a year.
    return language.either(text, text.replaceAll("(?<=[A-Za-z])(?=[0-9])", " "));
  }
}
