package io.deepsearch4j.practice;

/// The language of a page, a name or a question.
enum Language {
  ENGLISH("en"),
  CHINESE("zh");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }

  /// The wording in this language.
  <T> T either(T english, T chinese) {
    return switch (this) {
      case ENGLISH -> english;
      case CHINESE -> chinese;
    };
  }
}
