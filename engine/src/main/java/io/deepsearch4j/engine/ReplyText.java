package io.deepsearch4j.engine;

import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.util.List;

/// The text of a reply while its tokens come. Special tokens have none, and part the text before
/// them from the text after them. Not safe to share between threads.
final class ReplyText {
  private final Tokenizer tokenizer;
  private final StopStrings stops;
  private final StringBuilder whole = new StringBuilder();
  private Tokenizer.Decoder decoder;

  /// @param prompt the tokens before the reply: its text goes on where theirs ends
  ReplyText(Tokenizer tokenizer, List<String> stopStrings, int[] prompt) {
    this.tokenizer = tokenizer;
    stops = new StopStrings(stopStrings);
    decoder = tokenizer.decoder();
    int from = prompt.length;
    while (from > 0 && !tokenizer.isSpecial(prompt[from - 1])) {
      from--;
    }
    for (int i = from; i < prompt.length; i++) {
      // Already said; the decoder only learns that the reply does not begin its text.
      var _ = decoder.next(prompt[i]);
    }
  }

  /// The text that can be said now that this token has come.
  String next(int token) {
    if (tokenizer.isSpecial(token)) {
      String before = pause();
      decoder = tokenizer.decoder();
      return before;
    }
    return keep(stops.next(decoder.next(token)));
  }

  /// What was held back; no more tokens will come.
  String finish() {
    return pause();
  }

  private String pause() {
    String more = stops.next(decoder.finish());
    return keep(stops.found() ? more : more + stops.rest());
  }

  /// Whether a stop string has come.
  boolean isStopped() {
    return stops.found();
  }

  String whole() {
    return whole.toString();
  }

  private String keep(String text) {
    whole.append(text);
    return text;
  }
}
