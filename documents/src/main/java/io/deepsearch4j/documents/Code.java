package io.deepsearch4j.documents;

/// Text whose line breaks and indentation matter.
final class Code {
  private Code() {}

  /// Without control and direction override characters; line breaks and tabs stay.
  static String clean(String raw) {
    var cleaned = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\n' || c == '\t' || !DocumentBuilder.dropped(c)) {
        cleaned.append(c);
      }
    }
    return cleaned.toString().strip();
  }
}
