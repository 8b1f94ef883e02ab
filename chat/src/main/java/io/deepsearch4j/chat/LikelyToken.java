package io.deepsearch4j.chat;

import java.util.List;
import java.util.Objects;

/// A token of a reply, and how likely the model itself held it to be at its place: by the softmax
/// of all its logits, before temperature, filters, penalties and whatever the request allows there.
///
/// @param likeliest tokens of that place, best first; the chosen one need not be among them
public record LikelyToken(Candidate chosen, List<Candidate> likeliest) {
  public LikelyToken {
    Objects.requireNonNull(chosen);
    likeliest = List.copyOf(likeliest);
  }

  /// A token that might stand at a place.
  ///
  /// @param text of the token alone; U+FFFD for a character that it holds only in part
  /// @param bytes of the text, each from 0 to 255
  /// @param logProbability natural logarithm
  public record Candidate(String text, List<Integer> bytes, double logProbability) {
    public Candidate {
      Objects.requireNonNull(text);
      bytes = List.copyOf(bytes);
    }
  }
}
