package io.deepsearch4j.server;

/// Outside text as it may stand in a sentence or a log: one line, no control characters, bounded.
final class Plain {
  private Plain() {}

  static String line(String text, int longest) {
    String flat = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    if (flat.length() <= longest) {
      return flat;
    }
    int end = Character.isHighSurrogate(flat.charAt(longest - 1)) ? longest - 1 : longest;
    return flat.substring(0, end) + "…";
  }
}
