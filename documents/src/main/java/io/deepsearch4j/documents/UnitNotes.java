package io.deepsearch4j.documents;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the words by which a table says what its figures are counted in.
final class UnitNotes {
  private static final int NEARBY = 300;

  private static final Pattern NOTE =
      Pattern.compile(
          "(?:金额|货币|計量|计量)?(?:单位|單位|单 位|幣種|币种)\\s?(?:为|為)?\\s?[:：]?\\s?[\\p{IsHan}A-Za-z/%$¥€、,，:： ]{1,20}"
              + "|(?:以|按)\\s?[\\p{IsHan}]{1,8}(?:为|為)单位"
              + "|[(（](?:人民币|人民幣|港币|美元)?(?:[千百十]?[万萬亿億千百]{1,2})?(?:元|美元|港元|日元|歐元|欧元|股|人|吨|%|百万|亿|千)[)）]"
              + "|(?:(?:all\\s)?(?:amounts|figures|values|numbers|data|dollars)\\s(?:are\\s)?)?(?:expressed\\s|stated\\s|presented\\s)?"
              + "(?:(?:US|U\\.S\\.|CA|HK|A)?[$€£¥]|(?:USD|EUR|GBP|CNY|RMB|JPY|CHF)\\s)?\\s?\\bin\\s(?:(?:US|U\\.S\\.|HK)?[$€£¥]\\s?)?"
              + "(?:(?:USD|EUR|GBP|CNY|RMB|JPY|CHF|euros?|dollars|yen|pounds)\\s)?"
              + "(?:thousands?|millions?|billions?|trillions?|hundreds|percent|per\\scent|%|000s?|'000s?|mn|bn)\\b"
              + "(?:\\sof\\s(?:U\\.?S\\.?\\s)?[\\p{L}]+(?:\\s(?:dollars|francs|pounds|yuan|yen))?)?"
              + "|(?:[(（]|^)\\s?(?:(?:US|HK|A|C)?[$€£¥]|USD|EUR|GBP|CNY|RMB|JPY|CHF)\\s?(?:thousands?|millions?|billions?|mn|bn|m|k|'000s?|000s?)\\s?(?:[)）]|$)",
          Pattern.CASE_INSENSITIVE);

  private UnitNotes() {}

  /// The note in a caption, a header cell or a sentence beside the table; empty where there is
  /// none.
  static String find(String text) {
    String near = text.length() > NEARBY ? text.substring(0, NEARBY) : text;
    Matcher matcher = NOTE.matcher(near);
    return matcher.find() ? trim(matcher.group()) : "";
  }

  /// Whether a text is a unit note and little else.
  static boolean isOnlyNote(String text) {
    String note = find(text);
    return !note.isEmpty() && text.length() <= note.length() + 12;
  }

  static Optional<String> firstOf(String... texts) {
    for (String text : texts) {
      String note = find(text);
      if (!note.isEmpty()) {
        return Optional.of(note);
      }
    }
    return Optional.empty();
  }

  private static String trim(String note) {
    String inner = note.strip();
    if (inner.startsWith("(") || inner.startsWith("（")) {
      inner = inner.substring(1);
    }
    if (inner.endsWith(")") || inner.endsWith("）")) {
      inner = inner.substring(0, inner.length() - 1);
    }
    return inner.replaceAll("[,，、\\s]+$", "").strip();
  }
}
