package io.deepsearch4j.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What came of a request.
///
/// @param tokens all that were chosen, the last one too where it ended the reply
/// @param text theirs, special tokens left out, up to a stop string
public record Generation(
    List<GeneratedToken> tokens, String text, Finish finish, Statistics statistics) {
  public Generation {
    tokens = List.copyOf(tokens);
    Objects.requireNonNull(text);
    Objects.requireNonNull(finish);
    Objects.requireNonNull(statistics);
  }

  /// Why a reply ended.
  public enum Finish {
    /// With an end token.
    STOP,
    /// No more tokens were allowed, or no more fit into the model's window.
    LENGTH,
    /// With a stop string.
    STOP_STRING,
    /// The caller was interrupted.
    CANCELLED
  }

  /// What a reply cost.
  ///
  /// @param prompt its tokens
  /// @param cached those of them that were computed before, for another request
  /// @param completion tokens of the reply, the one that ended it included
  /// @param drafted tokens that were guessed ahead
  /// @param accepted those of them that turned out right
  /// @param queued until the request was begun
  /// @param prefill from there to the first token
  /// @param decode from there to the end
  public record Statistics(
      int prompt,
      int cached,
      int completion,
      int drafted,
      int accepted,
      Duration queued,
      Duration prefill,
      Duration decode) {

    /// The share of drafted tokens that turned out right; 0 without drafts.
    public double acceptance() {
      return drafted == 0 ? 0 : (double) accepted / drafted;
    }
  }
}
