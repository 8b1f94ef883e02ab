package io.deepsearch4j.chat;

import io.deepsearch4j.chat.CallJson.Candidate;
import io.deepsearch4j.chat.ToolCall.Parse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A text, and the calls between tags that were written into it.
///
/// @param end where, in the whole text, the first call ended; -1 without one
record TaggedCalls(String text, List<Candidate> calls, int end) {
  private static final int MOST_BLOCKS = 32;

  static TaggedCalls in(String written, Set<CallTags> own) {
    var text = new StringBuilder();
    var calls = new ArrayList<Candidate>();
    int firstEnd = -1;
    int from = 0;
    for (int blocks = 0; blocks < MOST_BLOCKS; blocks++) {
      Opening opening = next(written, from);
      if (opening.at() < 0) {
        break;
      }
      CallTags tags = opening.tags();
      int start = opening.at() + tags.open().length();
      int close = written.indexOf(tags.close(), start);
      int again = next(written, start).at();
      // A call that was never closed ends where the next one begins.
      boolean closed = close >= 0 && (again < 0 || close < again);
      int end = closed ? close : again >= 0 ? again : written.length();
      text.append(written, from, opening.at());
      Parse asWritten = own.contains(tags) ? Parse.STRICT : Parse.FALLBACK;
      calls.addAll(CallJson.between(written.substring(start, end), asWritten));
      from = closed ? end + tags.close().length() : end;
      firstEnd = firstEnd < 0 ? from : firstEnd;
    }
    text.append(written, from, written.length());
    return new TaggedCalls(text.toString().strip(), calls, firstEnd);
  }

  private record Opening(CallTags tags, int at) {}

  private static Opening next(String written, int from) {
    var nearest = new Opening(CallTags.HERMES, -1);
    for (CallTags tags : CallTags.values()) {
      int at = written.indexOf(tags.open(), from);
      if (at >= 0 && (nearest.at() < 0 || at < nearest.at())) {
        nearest = new Opening(tags, at);
      }
    }
    return nearest;
  }
}
