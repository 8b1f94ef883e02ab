package io.deepsearch4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopStringsTest {
  @Test
  void endsTheTextBeforeAStopStringThatComesInPieces() {
    var stops = new StopStrings(List.of("END"));

    String said = stops.next("the E") + stops.next("N") + stops.next("D and more");

    assertThat(said).isEqualTo("the ");
    assertThat(stops.found()).isTrue();
  }

  @Test
  void letsGoWhatTurnsOutToBeNoStopString() {
    var stops = new StopStrings(List.of("END"));

    assertThat(stops.next("E")).isEmpty();
    assertThat(stops.next("Ex")).isEqualTo("EEx");
    assertThat(stops.next("EN")).isEmpty();
    assertThat(stops.rest()).isEqualTo("EN");
    assertThat(stops.found()).isFalse();
  }

  @Test
  void takesTheLongestOfTheStopStringsThatEndTogether() {
    var stops = new StopStrings(List.of("b", "ab"));

    assertThat(stops.next("xab")).isEqualTo("x");
  }

  @Test
  void doesNotDependOnHowTheTextIsCut() {
    var random = new Random(3);
    for (int trial = 0; trial < 500; trial++) {
      List<String> strings = List.of(word(random, 4), word(random, 3), word(random, 6));
      String text = word(random, 40);
      var whole = new StopStrings(strings);
      var cut = new StopStrings(strings);

      String expected = whole.next(text) + whole.rest();
      var said = new StringBuilder();
      for (int from = 0; from < text.length(); ) {
        int to = Math.min(text.length(), from + 1 + random.nextInt(5));
        said.append(cut.next(text.substring(from, to)));
        from = to;
      }
      said.append(cut.rest());

      assertThat(said.toString()).as("%s in %s", strings, text).isEqualTo(expected);
      assertThat(cut.found()).isEqualTo(whole.found());
      assertThat(cut.found()).isEqualTo(strings.stream().anyMatch(text::contains));
    }
  }

  private static String word(Random random, int most) {
    var word = new StringBuilder();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }
}
