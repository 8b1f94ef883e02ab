package io.deepsearch4j.cli;

/// The user asked for something that cannot be: a wrong setting, flag or file. The message is a
/// sentence that says what to do; the program ends with [Exit#USAGE].
final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingException(String sentence) {
    super(sentence);
  }

  SettingException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
