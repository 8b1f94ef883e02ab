package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuoteFinderTest {
  private static final String TEXT =
      "Heading\nThe tower, built in 1931, is “324 m” high and weighs 10,100 tonnes.\n营业收入为12.3亿元。";

  @Test
  void findsAnExactQuoteWhereItIsExpected() {
    String twice = "same words here. same words here.";

    Optional<QuoteFinder.Found> found = QuoteFinder.find(twice, "same words", 17, twice.length());

    assertThat(found).contains(new QuoteFinder.Found(17, 27, false));
  }

  @Test
  void findsAQuoteOfAnotherSpacingWidthAndCase() {
    QuoteFinder.Found found =
        QuoteFinder.find(TEXT, "the Tower, built in 1931,\n is \"324 m\" HIGH", 0, TEXT.length())
            .orElseThrow();

    assertThat(TEXT.substring(found.start(), found.end()))
        .isEqualTo("The tower, built in 1931, is “324 m” high");
    assertThat(found.fuzzy()).isFalse();
  }

  @Test
  void findsAQuoteThatDiffersALittleAndSaysSo() {
    QuoteFinder.Found found =
        QuoteFinder.find(TEXT, "The tower, build in 1931, is 324 m high and weighs", 0, 10)
            .orElseThrow();

    assertThat(TEXT.substring(found.start(), found.end())).startsWith("The tower, built in 1931");
    assertThat(found.fuzzy()).isTrue();
  }

  @Test
  void refusesAQuoteWithAnotherDigit() {
    assertThat(
            QuoteFinder.find(
                TEXT, "The tower, built in 1932, is “324 m” high and weighs", 0, TEXT.length()))
        .isEmpty();
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThat(QuoteFinder.find(TEXT, "The bridge spans the whole valley", 0, TEXT.length()))
        .isEmpty();
  }

  @Test
  void findsEveryQuoteOfARandomTextWithOneLetterChanged() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      String text = letters(random, 600);
      int start = random.nextInt(400);
      int end = start + 30 + random.nextInt(100);
      var quote = new StringBuilder(text.substring(start, end));
      quote.setCharAt(5 + random.nextInt(20), '#');

      QuoteFinder.Found found =
          QuoteFinder.find(text, quote.toString(), 0, text.length()).orElseThrow();

      assertThat(found.start()).as("round %d", round).isBetween(start - 2, start + 2);
      assertThat(found.end()).as("round %d", round).isBetween(end - 2, end + 2);
    }
  }

  private static String letters(Random random, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
