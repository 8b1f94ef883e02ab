package io.deepsearch4j.chat;

import java.util.regex.Pattern;

/// A key, and the name of the variable it came from. Only the request header ever sees its value.
public final class ApiKey {
  private static final Pattern LOOKS_LIKE_A_KEY =
      Pattern.compile(
          "(?:\\bsk-|\\bBearer\\s+|\\bkey[-:= ]+)[\\w*.\\-]{6,}", Pattern.CASE_INSENSITIVE);

  private final String name;
  private final String value;

  ApiKey(String name, String value) {
    this.name = name;
    this.value = value.strip();
    // Checked here, because the HTTP client would put the whole key into its complaint.
    if (!this.value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(name + " holds characters that no key has; set it again");
    }
  }

  String name() {
    return name;
  }

  boolean isMissing() {
    return value.isEmpty();
  }

  String header() {
    return "Bearer " + value;
  }

  /// The text without this key, nor anything else that looks like one.
  String blottedFrom(String text) {
    String blotted = value.isEmpty() ? text : text.replace(value, "…");
    return LOOKS_LIKE_A_KEY.matcher(blotted).replaceAll("…");
  }

  @Override
  public String toString() {
    return "the key in " + name;
  }
}
