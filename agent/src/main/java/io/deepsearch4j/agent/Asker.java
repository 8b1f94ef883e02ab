package io.deepsearch4j.agent;

import java.util.Objects;

/// Who asks for a run, and how they will know their request again if it comes twice.
///
/// @param name empty for whoever has the local account
/// @param requestKey chosen by the asker; empty if the request shall always start a run
/// @param requestSha256 of what was requested under the key
public record Asker(String name, String requestKey, String requestSha256) {

  /// Whoever has the local account.
  public static final Asker LOCAL = new Asker("", "", "");

  public Asker {
    Objects.requireNonNull(name);
    Objects.requireNonNull(requestKey);
    Objects.requireNonNull(requestSha256);
  }
}
