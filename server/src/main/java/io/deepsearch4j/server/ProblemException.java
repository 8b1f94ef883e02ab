package io.deepsearch4j.server;

/// A request cannot be answered as it was made. The message is a sentence for whoever made it.
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final long retryAfter;

  ProblemException(Code code, String sentence) {
    this(code, sentence, 0);
  }

  /// @param retryAfter seconds until the same request may succeed; 0 where waiting does not help
  ProblemException(Code code, String sentence, long retryAfter) {
    super(sentence);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /// The answer for an id that is nobody's, somebody else's, or no id at all: always the same.
  static ProblemException noSuchRun() {
    return new ProblemException(
        Code.NOT_FOUND, "there is no run of that id; GET /api/v1/runs lists yours");
  }

  Code code() {
    return code;
  }

  long retryAfter() {
    return retryAfter;
  }

  Problem problem() {
    return Problem.of(code, String.valueOf(getMessage()));
  }
}
