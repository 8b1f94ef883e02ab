package io.deepsearch4j.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text, and the thinking that was written into it.
///
/// A span that never closes is thinking to its end; an end that was never opened (a template opened
/// it in the prompt) makes thinking of all that stands before it. Spans may nest.
record Thoughts(String text, String reasoning, List<String> remarks) {
  static final List<String> MARKS =
      List.of("<think>", "<thinking>", "[unused16]", "</think>", "</thinking>", "[unused17]");

  /// The first group opens, the second closes.
  static final Pattern MARK =
      Pattern.compile("(<think(?:ing)?>|\\[unused16\\])|(</think(?:ing)?>|\\[unused17\\])");

  static Thoughts in(String written) {
    Matcher mark = MARK.matcher(written);
    if (!mark.find()) {
      return new Thoughts(written, "", List.of());
    }
    var text = new StringBuilder();
    var reasoning = new StringBuilder();
    var remarks = new ArrayList<String>();
    int depth = 0;
    int from = 0;
    do {
      String piece = written.substring(from, mark.start());
      from = mark.end();
      if (depth > 0) {
        reasoning.append(piece);
      } else {
        text.append(piece);
      }
      if (mark.group(1) != null) {
        depth++;
      } else if (depth > 0) {
        depth--;
      } else {
        reasoning.append(text);
        text.setLength(0);
      }
    } while (mark.find());
    if (depth > 0) {
      remarks.add("The thinking was never closed; all text after its start counts as thinking.");
      reasoning.append(written, from, written.length());
    } else {
      text.append(written, from, written.length());
    }
    return new Thoughts(text.toString().strip(), reasoning.toString().strip(), remarks);
  }
}
