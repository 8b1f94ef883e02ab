package io.deepsearch4j.agent;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Finds where in a document's text a quoted wording stands, so that nothing counts as a quote that
/// is not there: as it is; but for white space, width, quotation marks and case; at last with at
/// most a tenth of its characters different and every digit the same.
///
/// The last search costs one scan of the text for each tenth of the quote, and a bounded number of
/// comparisons, also on texts of several million characters.
final class QuoteFinder {
  private static final double ALIKE = 0.9;
  private static final int SHORTEST_ALIKE = 12;
  private static final int LONGEST = 4_000;
  private static final int MOST_COMPARISONS = 300;

  private QuoteFinder() {}

  /// Where a quote stands.
  ///
  /// @param fuzzy the document words it a little differently
  record Found(int start, int end, boolean fuzzy) {}

  /// Finds a quote in a part of a text, or else anywhere in it.
  ///
  /// @param from where it is expected
  /// @param to one past where it is expected
  static Optional<Found> find(String text, String quote, int from, int to) {
    String wanted = trimmed(quote);
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return Optional.empty();
    }
    int exact = indexOf(text, wanted, from, to);
    if (exact >= 0) {
      return Optional.of(new Found(exact, exact + wanted.length(), false));
    }
    Plain plainQuote = Plain.of(wanted, 0, wanted.length());
    if (plainQuote.length == 0) {
      return Optional.empty();
    }
    Plain part =
        Plain.of(text, Math.clamp(from, 0, text.length()), Math.clamp(to, 0, text.length()));
    return part.find(plainQuote)
        .or(() -> part.findAlike(plainQuote))
        .or(() -> anywhere(Plain.of(text, 0, text.length()), plainQuote));
  }

  private static Optional<Found> anywhere(Plain whole, Plain quote) {
    return whole.find(quote).or(() -> whole.findAlike(quote));
  }

  private static int indexOf(String text, String wanted, int from, int to) {
    int near = text.indexOf(wanted, Math.clamp(from, 0, text.length()));
    return near >= 0 && near + wanted.length() <= to ? near : text.indexOf(wanted);
  }

  /// Without surrounding quotation marks and the dots of an ellipsis.
  private static String trimmed(String quote) {
    return quote
        .strip()
        .replaceAll(
            "^[\"'\u2018\u201c\u300c\u300e.\u2026\\s]+|[\"'\u2019\u201d\u300d\u300f\u2026\\s]+$",
            "")
        .replaceAll("\\.{3}$", "");
  }

  /// A text without white space, in one width and case, with the place every character came from.
  private static final class Plain {
    private final String text;
    private final int[] places; // [length] in the original text
    private final int length;

    private Plain(String text, int[] places) {
      this.text = text;
      this.places = places;
      this.length = text.length();
    }

    static Plain of(String original, int from, int to) {
      var plain = new StringBuilder(Math.max(0, to - from));
      var places = new int[Math.max(0, to - from)];
      for (int i = from; i < to; i++) {
        char c = plain(original.charAt(i));
        if (c != 0) {
          places[plain.length()] = i;
          plain.append(c);
        }
      }
      return new Plain(plain.toString(), Arrays.copyOf(places, plain.length()));
    }

    /// The character as it is compared; 0 where it is left out.
    private static char plain(char c) {
      if (c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        return 0;
      }
      if (c < 0x80) {
        return Character.toLowerCase(c);
      }
      if (c >= '\uff01' && c <= '\uff5e') {
        return Character.toLowerCase((char) (c - 0xfee0));
      }
      return switch (c) {
        case '\u2018', '\u2019', '\u201b', '\u2032' -> '\'';
        case '\u201c', '\u201d', '\u201f', '\u2033', '\u300c', '\u300d', '\u300e', '\u300f' -> '"';
        case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
        case '\u3001' -> ',';
        case '\u3002' -> '.';
        case '\u00ad', '\u200b', '\ufeff' -> 0;
        default -> Character.toLowerCase(c);
      };
    }

    Optional<Found> find(Plain quote) {
      int at = text.indexOf(quote.text);
      return at < 0 ? Optional.empty() : Optional.of(found(at, at + quote.length, false));
    }

    private Found found(int start, int end, boolean fuzzy) {
      return new Found(places[start], places[end - 1] + 1, fuzzy);
    }

    /// With at most `edits` characters different, one of `edits + 1` pieces of the quote stands in
    /// the text unchanged; only around such places is it worth comparing.
    Optional<Found> findAlike(Plain quote) {
      int edits = (int) Math.floor(quote.length * (1 - ALIKE));
      if (quote.length < SHORTEST_ALIKE || edits == 0) {
        return Optional.empty();
      }
      Set<Integer> compared = new HashSet<>();
      int pieces = edits + 1;
      for (int piece = 0; piece < pieces; piece++) {
        int from = piece * quote.length / pieces;
        int to = (piece + 1) * quote.length / pieces;
        String seed = quote.text.substring(from, to);
        int at = text.indexOf(seed);
        while (at >= 0 && compared.size() < MOST_COMPARISONS) {
          if (compared.add((at - from) / Math.max(1, edits))) {
            Optional<Found> found = alikeAt(quote, at - from, edits);
            if (found.isPresent()) {
              return found;
            }
          }
          at = text.indexOf(seed, at + 1);
        }
      }
      return Optional.empty();
    }

    /// The stretch around a place that differs least from the quote, if by few enough characters.
    private Optional<Found> alikeAt(Plain quote, int expected, int edits) {
      int start = Math.max(0, expected - 2 * edits);
      int end = Math.min(length, expected + quote.length + 2 * edits);
      var costs = new int[quote.length + 1]; // [characters of the quote]
      var starts = new int[quote.length + 1]; // [characters of the quote] where the stretch began
      for (int i = 0; i <= quote.length; i++) {
        costs[i] = i;
        starts[i] = start;
      }
      int best = edits + 1;
      int bestStart = 0;
      int bestEnd = 0;
      for (int j = start; j < end; j++) {
        int diagonal = costs[0];
        int diagonalStart = starts[0];
        costs[0] = 0;
        starts[0] = j + 1;
        for (int i = 1; i <= quote.length; i++) {
          int replace = diagonal + (quote.text.charAt(i - 1) == text.charAt(j) ? 0 : 1);
          int replaceStart = i == 1 ? j : diagonalStart;
          diagonal = costs[i];
          diagonalStart = starts[i];
          if (replace <= costs[i] + 1 && replace <= costs[i - 1] + 1) {
            costs[i] = replace;
            starts[i] = replaceStart;
          } else if (costs[i] <= costs[i - 1]) {
            costs[i]++;
          } else {
            costs[i] = costs[i - 1] + 1;
            starts[i] = starts[i - 1];
          }
        }
        if (costs[quote.length] < best) {
          best = costs[quote.length];
          bestStart = starts[quote.length];
          bestEnd = j + 1;
        }
      }
      boolean alike = best <= edits && bestStart < bestEnd && sameDigits(quote, bestStart, bestEnd);
      return alike ? Optional.of(found(bestStart, bestEnd, true)) : Optional.empty();
    }

    private boolean sameDigits(Plain quote, int start, int end) {
      return digits(quote.text).equals(digits(text.substring(start, end)));
    }

    private static String digits(String text) {
      return text.replaceAll("[^\\d]+", " ").strip();
    }
  }
}
