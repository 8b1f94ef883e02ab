package io.deepsearch4j.engine;

import io.deepsearch4j.chat.Rendering;
import io.deepsearch4j.chat.Span;
import io.deepsearch4j.chat.Span.Kind;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Turns a rendered conversation into tokens, the way it was done in training: one begin token, the
/// special tokens, and all text between two of them as one piece, although it comes in several
/// spans.
public final class Prompt {
  private final Tokenizer tokenizer;
  private final List<int[]> parts = new ArrayList<>();
  private final List<Span> text = new ArrayList<>();

  private Prompt(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// The tokens of a rendered conversation.
  public static int[] of(Rendering rendering, Tokenizer tokenizer) {
    var prompt = new Prompt(tokenizer);
    for (Span span : rendering.spans()) {
      prompt.add(span);
    }
    prompt.flush();
    int[] tokens = prompt.parts.stream().flatMapToInt(IntStream::of).toArray();
    OptionalInt begin = tokenizer.begin();
    boolean lacks = begin.isPresent() && (tokens.length == 0 || tokens[0] != begin.getAsInt());
    return lacks
        ? IntStream.concat(IntStream.of(begin.getAsInt()), IntStream.of(tokens)).toArray()
        : tokens;
  }

  private void add(Span span) {
    OptionalInt special =
        span.kind() == Kind.CONTROL ? tokenizer.special(span.text()) : OptionalInt.empty();
    if (special.isPresent()) {
      flush();
      parts.add(new int[] {special.getAsInt()});
    } else {
      text.add(span);
    }
  }

  private void flush() {
    String whole = text.stream().map(Span::text).collect(Collectors.joining());
    if (text.stream().allMatch(span -> span.kind() == Kind.PLAIN)) {
      parts.add(tokenizer.encode(whole));
    } else {
      parts.add(withControl(whole));
    }
    text.clear();
  }

  /// Text of which some may spell special tokens. Where the plain spans would spell one too, alone
  /// or across a seam, every span is encoded by itself.
  private int[] withControl(String whole) {
    int[] together = tokenizer.encodeWithSpecials(whole);
    int[] apart =
        text.stream()
            .flatMapToInt(
                span ->
                    IntStream.of(
                        switch (span.kind()) {
                          case CONTROL -> tokenizer.encodeWithSpecials(span.text());
                          case PLAIN -> tokenizer.encode(span.text());
                        }))
            .toArray();
    return specials(together).equals(specials(apart)) ? together : apart;
  }

  private List<Integer> specials(int[] tokens) {
    return IntStream.of(tokens).filter(tokenizer::isSpecial).boxed().toList();
  }
}
