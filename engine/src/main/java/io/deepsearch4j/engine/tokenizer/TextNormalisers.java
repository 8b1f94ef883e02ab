package io.deepsearch4j.engine.tokenizer;

import java.text.Normalizer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// What a `tokenizer.json` does to a text before it is cut.
final class TextNormalisers {
  private static final int MOST_MARKS = 128;
  private static final int MOST_STEPS = 32;

  private TextNormalisers() {}

  /// @param spec the `normalizer`; without a type it changes nothing
  static UnaryOperator<String> of(JsonNode spec) {
    String type = spec.path("type").asString("");
    return switch (type) {
      case "" -> UnaryOperator.identity();
      case "NFC" -> text -> form(text, Normalizer.Form.NFC);
      case "NFD" -> text -> form(text, Normalizer.Form.NFD);
      case "NFKC" -> text -> form(text, Normalizer.Form.NFKC);
      case "NFKD" -> text -> form(text, Normalizer.Form.NFKD);
      case "Prepend" -> prepend(spec.path("prepend").asString(""));
      case "Replace" -> replace(spec);
      case "Sequence" -> sequence(spec.path("normalizers"));
      default -> throw new TokenizerException("the normalizer " + type + " is not supported");
    };
  }

  private static UnaryOperator<String> sequence(JsonNode specs) {
    if (specs.size() > MOST_STEPS) {
      throw new TokenizerException("its normalizer has more than " + MOST_STEPS + " steps");
    }
    UnaryOperator<String> all = UnaryOperator.identity();
    for (JsonNode spec : specs) {
      UnaryOperator<String> before = all;
      UnaryOperator<String> next = of(spec);
      all = text -> next.apply(before.apply(text));
    }
    return all;
  }

  private static UnaryOperator<String> prepend(String prefix) {
    return text -> text.isEmpty() ? text : prefix + text;
  }

  private static UnaryOperator<String> replace(JsonNode spec) {
    GuardedPattern pattern = pattern(spec.path("pattern"));
    String replacement = spec.path("content").asString("");
    return text -> pattern.replace(text, replacement);
  }

  /// A pattern as files spell it: an object with `String` or `Regex`.
  static GuardedPattern pattern(JsonNode spec) {
    return spec.path("String").isString()
        ? GuardedPattern.literal(spec.path("String").asString())
        : GuardedPattern.compile(spec.path("Regex").asString(""));
  }

  /// Text with endless combining marks is normalised in parts: putting them in order takes
  /// quadratic time.
  private static String form(String text, Normalizer.Form form) {
    var out = new StringBuilder();
    int marks = 0;
    int from = 0;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      marks = isMark(character) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        out.append(Normalizer.normalize(text.substring(from, at), form));
        from = at;
        marks = 0;
      }
      at += Character.charCount(character);
    }
    return from == 0
        ? Normalizer.normalize(text, form)
        : out.append(Normalizer.normalize(text.substring(from), form)).toString();
  }

  private static boolean isMark(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }
}
