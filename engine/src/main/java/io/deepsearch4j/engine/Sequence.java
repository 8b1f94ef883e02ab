package io.deepsearch4j.engine;

import io.deepsearch4j.engine.Generation.Finish;
import io.deepsearch4j.engine.grammar.Constraint;
import io.deepsearch4j.engine.network.Network;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request on its way: its tokens, its cache, and what was said so far. Used by the engine's
/// thread only, once it was handed in.
final class Sequence {
  private static final int SHORT_OF_TOKENS = 512;

  private final SamplingOptions options;
  private final Ticket ticket = new Ticket();
  private final TokenList tokens;
  private final int prompt;
  private final Set<Integer> ends;
  private final Constraint constraint;
  private final ReplyText text;
  private final DraftPace pace = new DraftPace();
  private final List<GeneratedToken> said = new ArrayList<>();
  private int mostTokens;

  private final Instant asked;
  private @Nullable Instant begun;
  private @Nullable Instant first;
  private int cached;
  private Network.@Nullable Cache cache;
  private @Nullable Finish finish;

  /// @param ends tokens that end a reply of this model
  /// @param window tokens of the longest sequence
  Sequence(
      GenerationRequest request, Tokenizer tokenizer, List<Integer> ends, int window, Instant now) {
    options = request.options();
    tokens = new TokenList(request.prompt());
    prompt = tokens.size();
    mostTokens = Math.min(options.maxTokens(), window - prompt);
    this.ends = new HashSet<>(ends);
    this.ends.addAll(options.stopTokens());
    constraint = request.constraint().copy();
    text = new ReplyText(tokenizer, options.stopStrings(), request.prompt());
    asked = now;
  }

  SamplingOptions options() {
    return options;
  }

  Ticket ticket() {
    return ticket;
  }

  TokenList tokens() {
    return tokens;
  }

  /// How many of the tokens are the prompt.
  int prompt() {
    return prompt;
  }

  Constraint constraint() {
    return constraint;
  }

  DraftPace pace() {
    return pace;
  }

  boolean endsWith(int token) {
    return ends.contains(token);
  }

  /// Whether it has a cache.
  boolean isBegun() {
    return cache != null;
  }

  Network.Cache cache() {
    if (cache == null) {
      throw new IllegalStateException("the sequence has no cache yet");
    }
    return cache;
  }

  /// Goes on from a cache, which is this object's from now on.
  void begin(Network.Cache with, Instant now) {
    cache = with;
    if (begun == null) {
      begun = now;
      cached = with.length();
    }
  }

  /// Gives the cache away.
  Network.Cache giveCache() {
    Network.Cache given = cache();
    cache = null;
    return given;
  }

  /// Closes the cache, if there is one; all tokens have to be computed again.
  void dropCache() {
    if (cache != null) {
      cache.close();
      cache = null;
    }
  }

  /// Tokens that are not in the cache.
  int pending() {
    return tokens.size() - (cache == null ? 0 : cache.length());
  }

  /// Tokens that the reply may still have.
  int left() {
    return mostTokens - said.size();
  }

  /// Takes the token that was chosen, and those that the constraint leaves no choice about; these
  /// come one by one where log-probabilities are reported. If the constraint could not be met any
  /// more in the tokens that are left, the shortest way to an end comes instead.
  void take(int token, List<Likely> likely, Instant now) {
    if (first == null) {
      first = now;
    }
    if (left() <= SHORT_OF_TOKENS && !endsWith(token) && leavesTooFew(token)) {
      bringToEnd();
      return;
    }
    say(token, likely);
    if (!isFinished() && !options.reportsLogProbabilities()) {
      say(constraint.forced());
    }
  }

  /// Whether so little is left after the token that the reply could not be brought to an end, but
  /// can be now.
  private boolean leavesTooFew(int token) {
    Constraint ahead = constraint.copy();
    ahead.accept(token);
    return ahead.closing().length >= left() && constraint.closing().length <= left();
  }

  private void bringToEnd() {
    int[] closing = constraint.closing();
    mostTokens = said.size() + closing.length;
    say(closing);
    if (!isFinished()) {
      var _ = text.finish();
      finish = Finish.LENGTH;
    }
  }

  private void say(int[] all) {
    for (int i = 0; i < all.length && !isFinished(); i++) {
      say(all[i], List.of());
    }
  }

  private void say(int token, List<Likely> likely) {
    boolean end = endsWith(token);
    if (!end) {
      constraint.accept(token);
    }
    tokens.add(token);
    String piece = end ? text.finish() : text.next(token);
    if (end) {
      finish = Finish.STOP;
    } else if (text.isStopped()) {
      finish = Finish.STOP_STRING;
    } else if (left() == 1) {
      piece += text.finish();
      finish = text.isStopped() ? Finish.STOP_STRING : Finish.LENGTH;
    }
    var generated = new GeneratedToken(token, piece, likely);
    said.add(generated);
    ticket.came(generated);
  }

  boolean isFinished() {
    return finish != null;
  }

  /// Tells the caller that all is said, or as much as will be.
  void end(Instant now) {
    Finish why = finish;
    if (why == null) {
      var _ = text.finish();
      why = Finish.CANCELLED;
    }
    Instant start = begun == null ? now : begun;
    Instant spoke = first == null ? now : first;
    var statistics =
        new Generation.Statistics(
            prompt,
            cached,
            said.size(),
            pace.drafted(),
            pace.accepted(),
            Duration.between(asked, start),
            Duration.between(start, spoke),
            Duration.between(spoke, now));
    ticket.ended(new Generation(said, text.whole(), why, statistics));
  }
}
