package io.deepsearch4j.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Media types as people say them.
final class MediaWords {
  private static final List<Map.Entry<String, String>> WORDS =
      List.of(
          Map.entry("html", "html"),
          Map.entry("pdf", "pdf"),
          Map.entry("spreadsheet", "xlsx"),
          Map.entry("excel", "xlsx"),
          Map.entry("wordprocessing", "docx"),
          Map.entry("presentation", "pptx"),
          Map.entry("csv", "csv"));

  private MediaWords() {}

  static String of(String mediaType) {
    String lower = mediaType.toLowerCase(Locale.ROOT);
    return WORDS.stream()
        .filter(word -> lower.contains(word.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("other");
  }
}
