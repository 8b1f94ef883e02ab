package io.deepsearch4j.server;

import io.deepsearch4j.agent.Run;

/// Who makes a request.
///
/// @param name empty for whoever runs the server, who sees all runs
/// @param session the page's session the request belongs to; empty for a token
record Caller(String name, String session) {
  static final Caller OWNER = new Caller("", "");

  /// Whoever comes through an open door; no user can have that name.
  static final Caller NOBODY = new Caller("?", "");

  boolean isOwner() {
    return name.isEmpty();
  }

  boolean maySee(Run run) {
    return isOwner() || run.asker().equals(name);
  }
}
