package io.deepsearch4j.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the numbers and dates that people write: `(1,234)`, `€3.2 bn`, `12.5 %`, `35 bp`,
/// `１２.３万元`, `2023年5月1日`, `Q3 2023`.
///
/// A full stop is the decimal point and a comma parts thousands, except that a comma with other
/// than three digits behind it is a decimal comma (`12,5 %`), and full stops that part groups of
/// three twice or more part thousands (`1.234.567`).
public final class Figures {
  private static final int MAX_TEXT = 2_000_000;

  private static final Map<String, BigDecimal> SCALES =
      Map.ofEntries(
          Map.entry("k", power(3)),
          Map.entry("thousand", power(3)),
          Map.entry("thousands", power(3)),
          Map.entry("000", power(3)),
          Map.entry("000s", power(3)),
          Map.entry("m", power(6)),
          Map.entry("mn", power(6)),
          Map.entry("mln", power(6)),
          Map.entry("mm", power(6)),
          Map.entry("million", power(6)),
          Map.entry("millions", power(6)),
          Map.entry("b", power(9)),
          Map.entry("bn", power(9)),
          Map.entry("billion", power(9)),
          Map.entry("billions", power(9)),
          Map.entry("t", power(12)),
          Map.entry("tn", power(12)),
          Map.entry("trn", power(12)),
          Map.entry("trillion", power(12)),
          Map.entry("trillions", power(12)),
          Map.entry("百", power(2)),
          Map.entry("千", power(3)),
          Map.entry("万", power(4)),
          Map.entry("萬", power(4)),
          Map.entry("十万", power(5)),
          Map.entry("百万", power(6)),
          Map.entry("百萬", power(6)),
          Map.entry("千万", power(7)),
          Map.entry("千萬", power(7)),
          Map.entry("亿", power(8)),
          Map.entry("億", power(8)),
          Map.entry("十亿", power(9)),
          Map.entry("百亿", power(10)),
          Map.entry("千亿", power(11)),
          Map.entry("万亿", power(12)),
          Map.entry("萬億", power(12)));

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("$", "USD"),
          Map.entry("us$", "USD"),
          Map.entry("usd", "USD"),
          Map.entry("dollar", "USD"),
          Map.entry("dollars", "USD"),
          Map.entry("u.s. dollars", "USD"),
          Map.entry("us dollars", "USD"),
          Map.entry("美元", "USD"),
          Map.entry("€", "EUR"),
          Map.entry("eur", "EUR"),
          Map.entry("euro", "EUR"),
          Map.entry("euros", "EUR"),
          Map.entry("欧元", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("gbp", "GBP"),
          Map.entry("pounds", "GBP"),
          Map.entry("英镑", "GBP"),
          Map.entry("cny", "CNY"),
          Map.entry("rmb", "CNY"),
          Map.entry("yuan", "CNY"),
          Map.entry("人民币", "CNY"),
          Map.entry("元", "CNY"),
          Map.entry("hk$", "HKD"),
          Map.entry("hkd", "HKD"),
          Map.entry("港元", "HKD"),
          Map.entry("港币", "HKD"),
          Map.entry("jpy", "JPY"),
          Map.entry("yen", "JPY"),
          Map.entry("日元", "JPY"),
          Map.entry("円", "JPY"),
          Map.entry("¥", "¥"),
          Map.entry("chf", "CHF"),
          Map.entry("francs", "CHF"),
          Map.entry("%", "%"),
          Map.entry("percent", "%"),
          Map.entry("per cent", "%"),
          Map.entry("个百分点", "%"),
          Map.entry("percentage points", "%"),
          Map.entry("bp", "bp"),
          Map.entry("bps", "bp"),
          Map.entry("basis points", "bp"),
          Map.entry("个基点", "bp"));

  private static final String MONEY_BEFORE =
      "US\\$|HK\\$|[$€£¥]|(?:USD|EUR|GBP|CNY|RMB|HKD|JPY|CHF)(?=[\\s\\d])|人民币";
  private static final String SCALE =
      "万亿|萬億|千亿|百亿|十亿|千万|千萬|百万|百萬|十万|[百千万萬亿億](?![\\p{IsHan}&&[^元美港欧日英人股吨台件个辆户家次名平条年]])"
          + "|(?:thousands?|millions?|billions?|trillions?|mln|mn|mm|bn|trn|tn|k|m|b|t)(?![\\p{L}\\d])";
  private static final String UNIT =
      "%|个百分点|个基点|percentage points|percent|per cent|basis points|bps?(?!\\p{L})"
          + "|美元|欧元|英镑|港元|港币|日元|元|円"
          + "|(?:U\\.S\\. dollars|US dollars|dollars?|euros?|pounds|yuan|yen|francs|USD|EUR|GBP|CNY|RMB|HKD|JPY|CHF)(?!\\p{L})|€";

  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<open>\\()?\\s?(?<sign>(?<![\\p{L}\\d)%.])[-−–+])?(?:(?<before>"
              + MONEY_BEFORE
              + ")\\s?(?<inner>[-−])?|(?<![\\d.,\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}]))"
              + "(?<number>\\d{1,3}(?:[,\\u00a0\\u202f' ]\\d{3}){1,12}(?:\\.\\d{1,30})?(?!\\d)"
              + "|\\d{1,3}(?:\\.\\d{3}){2,12}(?:,\\d{1,30})?(?!\\d)|\\d{1,30}(?:[.,]\\d{1,30})?|\\.\\d{1,30})"
              + "\\s?(?<scale>"
              + SCALE
              + ")?\\s?(?:of\\s)?(?<unit>"
              + UNIT
              + ")?\\s?(?<close>\\)\\s?(?<percent>%)?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOTE_SCALE =
      Pattern.compile(
          "万亿|千万|百万|十万|亿|億|千|万|萬|\\b(?:thousands?|millions?|billions?|trillions?|mn|bn|000s?|m|k)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOTE_UNIT =
      Pattern.compile(
          "US\\$|HK\\$|美元|欧元|英镑|港元|港币|日元|人民币|元|[$€£¥%]|\\b(?:USD|EUR|GBP|CNY|RMB|HKD|JPY|CHF|percent"
              + "|dollars?|euros?|pounds|yuan|yen|francs)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FOOTNOTE =
      Pattern.compile(
          "(?<=[\\d%)])\\s?(?:\\[[\\w*]{1,3}\\]|\\*{1,3}|[†‡§¹²³⁴-⁹]+|\\([a-z]\\))\\s*$");

  private Figures() {}

  private static BigDecimal power(int exponent) {
    return BigDecimal.ONE.movePointRight(exponent).setScale(0);
  }

  /// Every figure of a text, in order. Numbers that are part of a date are left to [#periods].
  public static List<FoundFigure> in(String text) {
    String plain = narrow(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    List<FoundPeriod> periods = Periods.in(plain);
    var found = new ArrayList<FoundFigure>();
    Matcher matcher = FIGURE.matcher(plain);
    int next = 0;
    int from = 0;
    while (from < plain.length() && matcher.find(from)) {
      int number = matcher.start("number");
      while (next < periods.size() && periods.get(next).end() <= number) {
        next++;
      }
      boolean isDate = next < periods.size() && periods.get(next).start() <= number;
      if (isDate && !isAmount(matcher)) {
        from = periods.get(next).end();
      } else {
        found.add(found(matcher, text));
        from = found.getLast().end();
      }
    }
    return found;
  }

  private static boolean isAmount(Matcher matcher) {
    return matcher.group("before") != null
        || matcher.group("unit") != null
        || !scaleWords(matcher).isEmpty();
  }

  private static FoundFigure found(Matcher matcher, String text) {
    // In running text `(12 %)` is a remark, `(1,234)` and `($12)` are losses.
    boolean accounting =
        matcher.group("before") != null
            || matcher.group("number").matches("\\d{1,3}(?:,\\d{3})+.*");
    boolean parentheses =
        accounting && matcher.group("open") != null && matcher.group("close") != null;
    int start = start(matcher, parentheses);
    int end = end(matcher, parentheses);
    return new FoundFigure(figure(matcher, parentheses, text.substring(start, end)), start, end);
  }

  private static int start(Matcher matcher, boolean parentheses) {
    if (parentheses && matcher.group("open") != null) {
      return matcher.start("open");
    }
    for (String group : List.of("sign", "before", "number")) {
      if (matcher.group(group) != null) {
        return matcher.start(group);
      }
    }
    throw new IllegalStateException("a figure without a number");
  }

  private static int end(Matcher matcher, boolean parentheses) {
    if (parentheses) {
      return matcher.end("close");
    }
    if (matcher.group("unit") != null) {
      return matcher.end("unit");
    }
    return matcher.end(scaleWords(matcher).isEmpty() ? "number" : "scale");
  }

  private static Figure figure(Matcher matcher, boolean parentheses, String raw) {
    BigDecimal value = number(matcher.group("number"));
    String sign = matcher.group("sign");
    boolean negative = (sign != null && !sign.equals("+")) || matcher.group("inner") != null;
    if (negative || parentheses) {
      value = value.negate();
    }
    return new Figure(value, unit(matcher), scale(scaleWords(matcher)), raw);
  }

  private static String unit(Matcher matcher) {
    if (matcher.group("percent") != null) {
      return "%";
    }
    String unit = matcher.group("unit");
    String before = matcher.group("before");
    return unit(unit != null ? unit : before == null ? "" : before);
  }

  private static String unit(String words) {
    return UNITS.getOrDefault(words.strip().toLowerCase(Locale.ROOT), "");
  }

  private static BigDecimal scale(String words) {
    return SCALES.getOrDefault(words.strip().toLowerCase(Locale.ROOT), BigDecimal.ONE);
  }

  /// The multiplier's words. `m`, `b` and `t` alone are metres, bytes and tonnes unless money
  /// stands before them.
  private static String scaleWords(Matcher matcher) {
    String words = matcher.group("scale");
    if (words == null) {
      return "";
    }
    boolean ambiguous = words.length() == 1 && "mbtMBT".contains(words);
    return ambiguous && matcher.group("before") == null ? "" : words;
  }

  private static BigDecimal number(String written) {
    String digits = written.replaceAll("[\\u00a0\\u202f' ]", "");
    if (digits.matches("\\d{1,3}(?:\\.\\d{3}){2,12}(?:,\\d+)?")) {
      return new BigDecimal(digits.replace(".", "").replace(',', '.'));
    }
    boolean decimalComma = digits.matches("\\d+,(?:\\d{1,2}|\\d{4,})");
    return new BigDecimal(decimalComma ? digits.replace(',', '.') : digits.replace(",", ""));
  }

  /// The one figure that a table cell consists of; empty where the cell says something else. A dash
  /// is no figure, and a footnote mark behind the figure is no part of it.
  public static Optional<Figure> of(String cell) {
    String text = FOOTNOTE.matcher(narrow(cell).strip()).replaceFirst("");
    if (text.isEmpty() || text.length() > 60) {
      return Optional.empty();
    }
    Matcher matcher = FIGURE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean parentheses = matcher.group("close") != null;
    return Optional.of(figure(matcher, parentheses, cell.strip()));
  }

  /// The figure of a table cell, counted as the table's unit note and the column's header say.
  public static Optional<Figure> of(Table table, Table.Cell cell, int column) {
    String header = table.columnName(column);
    String note = UnitNotes.find(header);
    if (note.isEmpty() && (header.contains("%") || header.contains("％"))) {
      note = "%";
    }
    String counted = note.isEmpty() ? table.unitNote() : note;
    return of(cell.text()).map(figure -> noted(figure, counted));
  }

  /// A figure counted as a unit note says (`in millions of euros`, `单位:千元`).
  static Figure noted(Figure figure, String unitNote) {
    String note = narrow(unitNote);
    Matcher unit = NOTE_UNIT.matcher(note);
    Matcher scale = NOTE_SCALE.matcher(note.replaceFirst("^[^:]*单位\\s?:?", ""));
    return figure.in(
        unit.find() ? unit(unit.group()) : "",
        scale.find() ? scale(scale.group()) : BigDecimal.ONE);
  }

  /// Every day, month, quarter and year that a text names, in order.
  public static List<FoundPeriod> periods(String text) {
    return Periods.in(narrow(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text));
  }

  /// Whether two figures state the same amount.
  ///
  /// They do when their units agree (or one names none) and the amounts differ by no more than half
  /// of what the last digit of the *less* precise one is worth: `3.2 bn` is `3,214 million`, but
  /// not `3,260 million`.
  public static boolean sameFigure(Figure a, Figure b) {
    if (!sameUnit(a.unit(), b.unit())) {
      return false;
    }
    BigDecimal half = a.precision().max(b.precision()).multiply(new BigDecimal("0.5"));
    BigDecimal apart = a.amount().subtract(b.amount()).abs();
    return a.precision().compareTo(b.precision()) == 0
        ? apart.signum() == 0
        : apart.compareTo(half) <= 0;
  }

  private static boolean sameUnit(String a, String b) {
    if (a.isEmpty() || b.isEmpty() || a.equals(b)) {
      return true;
    }
    boolean shares = isShare(a) && isShare(b);
    boolean yenOrYuan =
        (a.equals("¥") && (b.equals("CNY") || b.equals("JPY")))
            || (b.equals("¥") && (a.equals("CNY") || a.equals("JPY")));
    return shares || yenOrYuan;
  }

  private static boolean isShare(String unit) {
    return unit.equals("%") || unit.equals("bp");
  }

  /// Full-width digits and signs as their ordinary forms, character for character, so that offsets
  /// stay.
  private static String narrow(String text) {
    var narrowed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      narrowed.append(c >= 0xff01 && c <= 0xff5e ? (char) (c - 0xfee0) : c == '￥' ? '¥' : c);
    }
    return narrowed.toString();
  }
}
