package io.deepsearch4j.trainer;

/// A text to learn from: its tokens, and what each of them is to the learner.
///
/// @param tokens what is read, at least two
/// @param roles one [Role] code for each; the first is never predicted
public record Example(int[] tokens, byte[] roles) {

  /// What predicting a token is worth. The code is what files hold.
  public enum Role {
    /// Never predicted.
    NONE(0),
    /// Read, not written: the world, the question, the results of tools.
    CONTEXT(1),
    /// What the model is to write.
    TARGET(2),
    /// A token on which the rest of what is written hangs.
    DECISION(3);

    private final byte code;

    Role(int code) {
      this.code = (byte) code;
    }

    public byte code() {
      return code;
    }
  }

  private static final Role[] ROLES = Role.values();

  public Example {
    if (tokens.length < 2) {
      throw new IllegalArgumentException("an example needs two tokens, not " + tokens.length);
    }
    if (roles.length != tokens.length) {
      throw new IllegalArgumentException(
          "%d tokens and %d roles".formatted(tokens.length, roles.length));
    }
    for (byte role : roles) {
      if (role < 0 || role > Role.DECISION.code()) {
        throw new IllegalArgumentException("there is no role " + role);
      }
    }
  }

  Role role(int at) {
    return ROLES[roles[at]];
  }

  int length() {
    return tokens.length;
  }
}
