package io.deepsearch4j.engine;

import java.util.List;

/// A token of a reply, as it comes.
///
/// @param token its id
/// @param text what can be said now that the token is known: text before a special token, which
///   itself has none; empty while a character or a possible stop string is not complete
/// @param likely the token's own log-probability, then the likeliest tokens of its place, best
///   first; empty where the request asked for none, or the grammar brought the reply to its end
public record GeneratedToken(int token, String text, List<Likely> likely) {
  public GeneratedToken {
    likely = List.copyOf(likely);
  }
}
