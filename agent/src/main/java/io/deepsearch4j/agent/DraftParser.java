package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an explanation with evidence marks (`… rose to 12 %. [E3][E4]`) into sentences and ids.
///
/// A mark belongs to the sentence it stands in or directly behind. Addresses that a model wrote
/// into its text are taken out: an answer cites evidence, never addresses.
final class DraftParser {
  private static final Pattern MARK =
      Pattern.compile("[\\[【(（]\\s*(E\\d{1,5}(?:\\s*[,;，；、]\\s*E\\d{1,5})*)\\s*[\\]】)）]");
  private static final Pattern ID = Pattern.compile("E\\d{1,5}");
  private static final Pattern URL = Pattern.compile("\\(?\\b(?:https?|file)://[^\\s)\\]】）]+\\)?");
  private static final Pattern MARKDOWN_LINK = Pattern.compile("\\[([^\\]\\[]{0,500})]\\([^)(]{0,2000}\\)");
  // A sentence ends at a full stop with white space (or marks) behind it, or at a CJK stop.
  private static final Pattern END =
      Pattern.compile("(?:[.!?][\"'”’)]?(?=\\s|\\[|【|$)|[。！？][”’）]?|\\n+)");

  private DraftParser() {}

  static Draft draft(
      String answer, String explanation, double confidence, List<String> openQuestions) {
    return new Draft(
        withoutMarks(withoutAddresses(answer)),
        sentences(withoutAddresses(explanation)),
        confidence,
        openQuestions);
  }

  private static String withoutAddresses(String text) {
    return URL.matcher(MARKDOWN_LINK.matcher(text).replaceAll("$1")).replaceAll("");
  }

  private static String withoutMarks(String text) {
    return MARK.matcher(text).replaceAll("").replaceAll("(?<! ) ++([.,;。，；])", "$1").strip();
  }

  static List<Draft.Sentence> sentences(String text) {
    var sentences = new ArrayList<Draft.Sentence>();
    int start = 0;
    Matcher end = END.matcher(text);
    while (start < text.length()) {
      int stop = end.find(start) ? end.end() : text.length();
      if (isAbbreviation(text, start, stop)) {
        int next = end.find(stop) ? end.end() : text.length();
        stop = next;
      }
      stop = withMarksBehind(text, stop);
      add(sentences, text.substring(start, stop));
      start = stop;
    }
    return sentences;
  }

  // "No. 5", "Dr. Li", "U.S. firms": a short word before the stop does not end a sentence.
  private static boolean isAbbreviation(String text, int start, int stop) {
    if (stop >= text.length() || stop < 2 || text.charAt(stop - 1) != '.') {
      return false;
    }
    int word = text.lastIndexOf(' ', stop - 1) + 1;
    String last = text.substring(Math.max(word, start), stop - 1);
    return List.of("No", "Dr", "Mr", "Mrs", "Ms", "Prof", "St", "vs", "Inc", "Ltd", "Co", "approx")
            .contains(last)
        || last.matches("(?:\\p{Lu}\\.)*\\p{Lu}");
  }

  private static int withMarksBehind(String text, int stop) {
    Matcher mark = MARK.matcher(text);
    int end = stop;
    while (end < text.length()) {
      int next = end;
      while (next < text.length() && text.charAt(next) == ' ') {
        next++;
      }
      if (!mark.region(next, text.length()).lookingAt()) {
        return end;
      }
      end = mark.end();
    }
    return end;
  }

  private static void add(List<Draft.Sentence> sentences, String piece) {
    var ids = new ArrayList<String>();
    Matcher mark = MARK.matcher(piece);
    while (mark.find()) {
      Matcher id = ID.matcher(mark.group(1));
      while (id.find()) {
        if (!ids.contains(id.group())) {
          ids.add(id.group());
        }
      }
    }
    String text = withoutMarks(piece).replaceAll("\\s+", " ");
    if (text.isEmpty() && !ids.isEmpty() && !sentences.isEmpty()) {
      Draft.Sentence last = sentences.removeLast();
      var all = new ArrayList<>(last.evidence());
      ids.stream().filter(id -> !all.contains(id)).forEach(all::add);
      sentences.add(new Draft.Sentence(last.text(), all));
    } else if (!text.isEmpty()) {
      sentences.add(new Draft.Sentence(text, ids));
    }
  }
}
