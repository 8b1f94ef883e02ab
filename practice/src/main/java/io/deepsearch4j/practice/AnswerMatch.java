package io.deepsearch4j.practice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Compares a text with the answer of a question; the rule stands at [PracticeQuestion#accepts].
final class AnswerMatch {
  private static final int LONGEST = 4000;
  private static final Pattern NEGATION =
      Pattern.compile("\\b(not|no|never|neither|nor|cannot|unknown)\\b|n't\\b|不是|并非|没有|无法|未知");
  private static final Pattern CITATION = Pattern.compile("\\[\\^?[0-9]{1,3}]|【[0-9]{1,3}】");
  private static final Pattern YEAR =
      Pattern.compile("(?<![0-9.,])[12][0-9]{3}(?![0-9]|[.,][0-9])");

  private AnswerMatch() {}

  static boolean accepts(PracticeQuestion question, String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      return false;
    }
    String given = normal(CITATION.matcher(text).replaceAll(" "));
    String asked = normal(question.text());
    if (forms(question).contains(bare(given))) {
      return true;
    }
    if (NEGATION.matcher(given).find()) {
      return false;
    }
    return switch (question.answerType()) {
      case NAME -> names(question, given, asked);
      case NUMBER -> numbers(question, given, asked);
      case YEAR -> all(found(YEAR, given), found(YEAR, asked), question.answer());
      case DATE ->
          all(Days.in(given), Days.in(asked), Days.in(normal(question.answer())).getFirst());
      case CODE -> codes(question, given, asked);
    };
  }

  /// Lower case, one width, one kind of dash, single spaces, no emphasis.
  static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{Pd}−]+", "-")
        .replaceAll("[*_`\"“”„«»《》‘’]", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static List<String> forms(PracticeQuestion question) {
    return Stream.concat(Stream.of(question.answer()), question.aliases().stream())
        .map(AnswerMatch::normal)
        .toList();
  }

  private static String bare(String given) {
    return given.replaceAll("[.。!！]+$", "").strip();
  }

  /// The answer stands in the text as a word of its own, and no rival does. Longer names go first,
  /// so that one name inside another is not mistaken for it.
  private static boolean names(PracticeQuestion question, String given, String asked) {
    List<String> forms = forms(question);
    List<String> known = new ArrayList<>(forms);
    question.rivals().stream().map(AnswerMatch::normal).forEach(known::add);
    known.sort(Comparator.comparingInt(String::length).reversed());
    String rest = given;
    boolean right = false;
    for (String name : known) {
      Matcher matcher = word(name).matcher(rest);
      if (!matcher.find()) {
        continue;
      }
      if (forms.contains(name)) {
        right = true;
      } else if (!word(name).matcher(asked).find()) {
        return false;
      }
      rest = matcher.replaceAll(" | ");
    }
    return right;
  }

  private static Pattern word(String name) {
    boolean latin = name.codePoints().allMatch(point -> point < 0x2E80);
    String quoted = Pattern.quote(name);
    return Pattern.compile(latin ? "(?<![a-z0-9])" + quoted + "(?![a-z0-9])" : quoted);
  }

  private static boolean numbers(PracticeQuestion question, String given, String asked) {
    Quantity truth = Quantity.of(question.number(), normal(question.unit()));
    List<Quantity> mentioned = Quantity.in(asked);
    List<Quantity> candidates =
        Quantity.in(given).stream()
            .filter(it -> mentioned.stream().noneMatch(it::looksLike))
            .toList();
    return !candidates.isEmpty() && candidates.stream().allMatch(it -> it.gives(truth));
  }

  private static boolean codes(PracticeQuestion question, String given, String asked) {
    String code = normal(question.answer());
    Pattern shape = shape(code);
    return all(
        found(shape, given).stream().map(it -> it.replace(" ", "")).toList(),
        found(shape, asked).stream().map(it -> it.replace(" ", "")).toList(),
        code.replace(" ", ""));
  }

  /// Everything that looks like the code: as many letters, digits in the same places.
  private static Pattern shape(String code) {
    StringBuilder shape = new StringBuilder("(?<![a-z0-9])");
    Matcher part = Pattern.compile("[0-9]+|[a-z]+| |[^0-9a-z ]").matcher(code);
    while (part.find()) {
      String piece = part.group();
      if (Character.isDigit(piece.charAt(0))) {
        shape.append("[0-9]+");
      } else if (Character.isLetter(piece.charAt(0))) {
        shape.append("[a-z]{").append(piece.length()).append('}');
      } else if (piece.equals(" ")) {
        shape.append(" ?");
      } else {
        shape.append(" ?").append(Pattern.quote(piece)).append(" ?");
      }
    }
    return Pattern.compile(shape.append("(?![a-z0-9])").toString());
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  /// At least one is there that the question does not mention, and all of those are the truth.
  private static boolean all(List<String> given, List<String> asked, String truth) {
    List<String> rest = given.stream().filter(it -> !asked.contains(it)).toList();
    return !rest.isEmpty() && rest.stream().allMatch(truth::equals);
  }
}
