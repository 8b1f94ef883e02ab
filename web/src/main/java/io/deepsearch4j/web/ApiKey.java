package io.deepsearch4j.web;

/// A secret and the environment variable it came from; everything but [#value()] shows only the
/// variable.
final class ApiKey {
  private final String variable;
  private final String value;

  ApiKey(String variable, String value) {
    this.variable = variable;
    this.value = value.strip();
    if (!this.value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new WebException(
          variable + " holds a character that no key has; set it again without spaces or quotes");
    }
  }

  String variable() {
    return variable;
  }

  String value() {
    return value;
  }

  @Override
  public String toString() {
    return "${" + variable + "}";
  }
}
