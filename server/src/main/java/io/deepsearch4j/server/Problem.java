package io.deepsearch4j.server;

/// An error as RFC 9457 wants it written: `application/problem+json`.
///
/// @param type a URN that ends with the code
/// @param title the same for every problem of its code
/// @param code stable, for programs
/// @param detail a sentence that says what to do
record Problem(String type, String title, int status, String code, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(Code code, String detail) {
    return new Problem(
        "urn:deepsearch4j:problem:" + code.word(),
        code.word().replace('_', ' '),
        code.status(),
        code.word(),
        detail);
  }
}
