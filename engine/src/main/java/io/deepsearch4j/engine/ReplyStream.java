package io.deepsearch4j.engine;

import io.deepsearch4j.chat.CallTags;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.LikelyToken;
import io.deepsearch4j.chat.LikelyToken.Candidate;
import io.deepsearch4j.chat.Rendering;
import io.deepsearch4j.chat.TextDialect;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Hands a reply on while its tokens come: thoughts as thoughts, text as text, calls not at all;
/// where one ends and the other begins is told by the special tokens. Not safe to share between
/// threads.
final class ReplyStream implements Consumer<GeneratedToken> {
  private final Tokenizer tokenizer;
  private final TextDialect dialect;
  private final Set<Integer> ends;
  private final Consumer<Delta> watcher;
  private final StringBuilder written = new StringBuilder();
  private final List<LikelyToken> likelihoods = new ArrayList<>();
  private Part part;
  private int tokens;
  private int reasoning;

  private enum Part {
    TEXT,
    THOUGHT,
    CALL
  }

  /// @param prompt what comes before the reply; it may end where a thought has begun
  /// @param ends tokens that end a reply and are no part of it
  ReplyStream(
      Rendering prompt,
      Tokenizer tokenizer,
      TextDialect dialect,
      Set<Integer> ends,
      Consumer<Delta> watcher) {
    this.tokenizer = tokenizer;
    this.dialect = dialect;
    this.ends = ends;
    this.watcher = watcher;
    boolean thinks =
        !prompt.spans().isEmpty() && prompt.spans().getLast().text().equals(dialect.thoughtStart());
    part = thinks ? Part.THOUGHT : Part.TEXT;
  }

  @Override
  public void accept(GeneratedToken token) {
    tokens++;
    weigh(token);
    say(token.text());
    if (tokenizer.isSpecial(token.token())) {
      if (!ends.contains(token.token())) {
        mark(tokenizer.describe(token.token()));
      }
    } else if (part == Part.THOUGHT) {
      reasoning++;
    }
  }

  /// Tells how likely a token of the text was, before its words.
  private void weigh(GeneratedToken token) {
    if (token.likely().isEmpty() || part != Part.TEXT || tokenizer.isSpecial(token.token())) {
      return;
    }
    List<Candidate> all = token.likely().stream().map(this::candidate).toList();
    var likely = new LikelyToken(all.getFirst(), all.subList(1, all.size()));
    likelihoods.add(likely);
    watcher.accept(new Delta.Likelihoods(List.of(likely)));
  }

  private Candidate candidate(Likely likely) {
    boolean special = tokenizer.isSpecial(likely.token());
    byte[] bytes =
        special
            ? tokenizer.describe(likely.token()).getBytes(StandardCharsets.UTF_8)
            : tokenizer.bytes(likely.token());
    var numbers = new ArrayList<Integer>();
    for (byte one : bytes) {
      numbers.add(Byte.toUnsignedInt(one));
    }
    return new Candidate(
        new String(bytes, StandardCharsets.UTF_8), numbers, likely.logProbability());
  }

  private void say(String words) {
    written.append(words);
    if (words.isEmpty()) {
      return;
    }
    switch (part) {
      case TEXT -> watcher.accept(new Delta.Text(words));
      case THOUGHT -> watcher.accept(new Delta.Reasoning(words));
      case CALL -> {}
    }
  }

  private void mark(String mark) {
    written.append(mark);
    if (mark.equals(dialect.thoughtStart())) {
      part = Part.THOUGHT;
    } else if (mark.equals(dialect.thoughtEnd())) {
      // An end without a beginning makes a thought of all before it, as readers of replies do.
      reasoning = part == Part.THOUGHT ? reasoning : tokens - 1;
      likelihoods.clear();
      part = Part.TEXT;
    } else {
      for (CallTags tags : dialect.tags()) {
        part = mark.equals(tags.open()) ? Part.CALL : mark.equals(tags.close()) ? Part.TEXT : part;
      }
    }
  }

  /// All of the reply, special tokens spelled out.
  String written() {
    return written.toString();
  }

  /// Of the tokens of the text, in their order; none where they were not asked for.
  List<LikelyToken> likelihoods() {
    return List.copyOf(likelihoods);
  }

  /// Tokens of thoughts.
  int reasoning() {
    return reasoning;
  }
}
