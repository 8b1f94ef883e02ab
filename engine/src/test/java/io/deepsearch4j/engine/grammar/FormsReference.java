package io.deepsearch4j.engine.grammar;

import io.deepsearch4j.chat.ReplyForms.Copied;
import io.deepsearch4j.chat.ReplyForms.Fixed;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.OneOf;
import io.deepsearch4j.chat.ReplyForms.Part;
import io.deepsearch4j.chat.ReplyForms.Quoted;
import io.deepsearch4j.chat.ReplyForms.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a reply with forms may be, told the slow way: by trying all ways to cut it into parts.
final class FormsReference {
  private static final String ALONE = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]";
  private static final String WORD =
      "(?:[\\p{L}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]|(?<=\\d)[.,](?=\\d))";
  private static final Pattern UNITS =
      Pattern.compile(ALONE + "|" + WORD + "+|[^\\s\\p{L}\\p{N}]+|\\s+");

  private final List<Form> forms;
  private final Set<String> copies = new LinkedHashSet<>();

  /// @param lines what may be copied or quoted
  FormsReference(List<Form> forms, List<String> lines) {
    this.forms = forms;
    lines.forEach(this::addCopies);
  }

  /// Whether a reply as it is written, with a space before each line, is of a form.
  boolean accepts(String written) {
    boolean spaced = written.lines().allMatch(line -> line.startsWith(" "));
    String reply = written.replace("\n ", "\n");
    return spaced
        && written.startsWith(" ")
        && forms.stream().anyMatch(form -> matches(form.parts(), 0, reply.substring(1)));
  }

  private boolean matches(List<Part> parts, int part, String rest) {
    if (part == parts.size()) {
      return rest.isEmpty();
    }
    for (int end = 1; end <= rest.length(); end++) {
      if (is(parts.get(part), rest.substring(0, end))
          && matches(parts, part + 1, rest.substring(end))) {
        return true;
      }
    }
    return false;
  }

  private boolean is(Part part, String text) {
    return switch (part) {
      case Fixed(var fixed) -> text.equals(fixed);
      case OneOf(var texts) -> texts.contains(text);
      case Copied(var atMost) -> isCopy(text, atMost);
      case Quoted(var atMost) -> isCopy(text, atMost);
      case Words(var atMost) -> length(text) <= atMost && !text.contains("<|");
    };
  }

  private boolean isCopy(String text, int atMost) {
    return length(text) <= atMost && copies.contains(text);
  }

  private String copy(int atMost, RandomGenerator random) {
    List<String> fitting = copies.stream().filter(copy -> length(copy) <= atMost).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private void addCopies(String line) {
    List<String> units = units(line);
    for (int from = 0; from < units.size(); from++) {
      for (int to = from + 1; to <= units.size(); to++) {
        if (isEdge(units, from, from - 1) && isEdge(units, to - 1, to)) {
          copies.add(String.join("", units.subList(from, to)));
        }
      }
    }
  }

  private static List<String> units(String line) {
    var units = new ArrayList<String>();
    Matcher unit = UNITS.matcher(line);
    while (unit.find()) {
      units.add(unit.group());
    }
    return units;
  }

  private static boolean isEdge(List<String> units, int at, int outside) {
    String unit = units.get(at);
    if (unit.isBlank()) {
      return false;
    }
    if (Character.isLetterOrDigit(unit.codePointAt(0))) {
      return true;
    }
    int inside = at + (at - outside);
    boolean besideWord = inside >= 0 && inside < units.size() && !units.get(inside).isBlank();
    return isGap(units, outside) && (besideWord || unit.matches(".*[%€$].*"));
  }

  private static boolean isGap(List<String> units, int at) {
    return at < 0 || at == units.size() || units.get(at).isBlank();
  }

  /// A reply of a form, as it is written.
  String random(RandomGenerator random) {
    Form form = forms.get(random.nextInt(forms.size()));
    var reply = new StringBuilder();
    for (Part part : form.parts()) {
      reply.append(
          switch (part) {
            case Fixed(var fixed) -> fixed;
            case OneOf(var texts) -> texts.get(random.nextInt(texts.size()));
            case Copied(var atMost) -> copy(atMost, random);
            case Quoted(var atMost) -> copy(atMost, random);
            case Words(var atMost) -> words(atMost, random);
          });
    }
    return " " + reply.toString().replace("\n", "\n ");
  }

  private static String words(int atMost, RandomGenerator random) {
    int length = random.nextInt(1, Math.min(atMost, 12) + 1);
    return random
        .ints(length, 0, 8)
        .map(i -> "ae \n日🙂<x".codePoints().toArray()[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
