package io.deepsearch4j.engine.grammar;

/// The regular pieces that JSON is made of.
final class JsonText {
  /// Where [#CHARACTER] ends.
  static final int CHARACTER_END = 1;

  private static final int DEEPEST_INDENT = 24;
  private static final int INTEGER_DIGITS = 18;
  private static final int FLOAT_DIGITS = 15;
  private static final int EXPONENT_DIGITS = 2;
  private static final String HEX = "0123456789abcdefABCDEF";
  private static final String DIGITS = "0123456789";

  /// One character of a string, as it is or escaped: UTF-8 without gaps, no control characters, the
  /// halves of a surrogate pair together.
  static final Table CHARACTER = character();

  /// The same, only never escaped.
  static final Table PLAIN_CHARACTER = plainCharacter();

  /// What a model puts between two symbols: nothing, one space, or a new line with its indent.
  static final Table SPACE = space();

  static final Table INTEGER = integer();
  static final Table NUMBER = number();

  private JsonText() {}

  private static Table plainCharacter() {
    var table = new Table.Builder();
    int start = table.position();
    int end = table.accepting();
    utf8(table, start, end);
    return table.build();
  }

  private static Table character() {
    var table = new Table.Builder();
    int start = table.position();
    int end = table.accepting();
    utf8(table, start, end);
    int escaped = table.position();
    table.on(start, '\\', escaped).onEach(escaped, "\"\\/bfnrt", end);
    int lastHex = table.position();
    int thirdHex = table.position();
    int secondHex = table.position();
    int firstHex = table.position();
    table.on(escaped, 'u', firstHex);
    table.onEach(firstHex, HEX, secondHex).onEach(secondHex, HEX, thirdHex);
    table.onEach(thirdHex, HEX, lastHex).onEach(lastHex, HEX, end);
    // D8 to DB begin a pair, DC to DF may only end one.
    int surrogate = table.position();
    int pairThird = table.position();
    int pairLast = table.position();
    int pairSlash = table.position();
    int pairU = table.position();
    int pairD = table.position();
    int pairLow = table.position();
    table.onEach(firstHex, "dD", surrogate).onEach(surrogate, "01234567", thirdHex);
    table.onEach(surrogate, "89abAB", pairThird);
    table.onEach(pairThird, HEX, pairLast).onEach(pairLast, HEX, pairSlash);
    table.on(pairSlash, '\\', pairU).on(pairU, 'u', pairD).onEach(pairD, "dD", pairLow);
    return table.onEach(pairLow, "cdefCDEF", thirdHex).build();
  }

  private static void utf8(Table.Builder table, int start, int end) {
    int oneMore = table.position();
    int twoMore = table.position();
    int threeMore = table.position();
    table.on(oneMore, 0x80, 0xBF, end);
    table.on(twoMore, 0x80, 0xBF, oneMore);
    table.on(threeMore, 0x80, 0xBF, twoMore);
    table.on(start, 0x20, 0x7F, end);
    table.on(start, '"', Regular.DEAD).on(start, '\\', Regular.DEAD);
    table.on(start, 0xC2, 0xDF, oneMore);
    table.on(start, 0xE1, 0xEF, twoMore);
    table.on(start, 0xF1, 0xF3, threeMore);
    // The rest has a narrower second byte: overlong forms, surrogates, beyond Unicode.
    int afterE0 = table.position();
    int afterEd = table.position();
    int afterF0 = table.position();
    int afterF4 = table.position();
    table.on(start, 0xE0, afterE0).on(afterE0, 0xA0, 0xBF, oneMore);
    table.on(start, 0xED, afterEd).on(afterEd, 0x80, 0x9F, oneMore);
    table.on(start, 0xF0, afterF0).on(afterF0, 0x90, 0xBF, twoMore);
    table.on(start, 0xF4, afterF4).on(afterF4, 0x80, 0x8F, twoMore);
  }

  private static Table space() {
    var table = new Table.Builder();
    int start = table.accepting();
    int one = table.accepting();
    table.on(start, ' ', one);
    int line = table.accepting();
    table.on(start, '\n', line);
    for (int i = 0; i < DEEPEST_INDENT; i++) {
      int deeper = table.accepting();
      table.onEach(line, " \t", deeper);
      line = deeper;
    }
    return table.build();
  }

  private static Table integer() {
    var table = new Table.Builder();
    int start = table.position();
    whole(table, start, INTEGER_DIGITS);
    return table.build();
  }

  private static Table number() {
    var table = new Table.Builder();
    int start = table.position();
    int point = table.position();
    int exponent = table.position();
    int signed = table.position();
    for (int at : whole(table, start, FLOAT_DIGITS)) {
      table.on(at, '.', point).onEach(at, "eE", exponent);
    }
    for (int at : digits(table, point, FLOAT_DIGITS)) {
      table.onEach(at, "eE", exponent);
    }
    table.onEach(exponent, "+-", signed);
    int[] end = digits(table, exponent, EXPONENT_DIGITS);
    table.onEach(signed, DIGITS, end[0]);
    return table.build();
  }

  /// Draws an integer without leading zeros and answers where it may end.
  private static int[] whole(Table.Builder table, int start, int most) {
    int minus = table.position();
    int zero = table.accepting();
    table.on(start, '-', minus).on(start, '0', zero).on(minus, '0', zero);
    int first = table.accepting();
    table.on(start, '1', '9', first).on(minus, '1', '9', first);
    int[] more = digits(table, first, most - 1);
    var ends = new int[more.length + 2];
    ends[0] = zero;
    ends[1] = first;
    System.arraycopy(more, 0, ends, 2, more.length);
    return ends;
  }

  private static int[] digits(Table.Builder table, int from, int most) {
    var ends = new int[most];
    int at = from;
    for (int i = 0; i < most; i++) {
      ends[i] = table.accepting();
      table.onEach(at, DIGITS, ends[i]);
      at = ends[i];
    }
    return ends;
  }
}
