package io.deepsearch4j.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.Relation;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageQuestionsTest {
  private static final int PAGES = 200;

  private static PracticeWeb web;
  private static Oracle oracle;

  /// Pages that state something, with the request that a run made of each: a title, what the page
  /// states, a link.
  private static Map<URI, String> pages;

  @BeforeAll
  static void start() {
    web = PracticeWeb.start(7, 0);
    oracle = new Oracle(web);
    pages = new TreeMap<>();
    for (URI url : web.addresses()) {
      List<Fact> stated = oracle.truth().stated(url);
      if (!stated.isEmpty() && pages.size() < PAGES) {
        pages.put(url, request(url, stated.stream().map(web::sentence).distinct()));
      }
    }
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  private static String request(URI url, Stream<String> lines) {
    return "Somebody : head office\n%s %s\nA page\n%s\nContact @3"
        .formatted(url.getHost(), url.getPath(), lines.collect(Collectors.joining("\n")));
  }

  @Test
  void asksForValuesThatStandInTheLines() {
    var more = new PageQuestions(oracle.truth());
    var random = new SplittableRandom(1);
    int asked = 0;

    for (Map.Entry<URI, String> page : pages.entrySet()) {
      for (String text : more.shown(page.getValue(), page.getKey(), random)) {
        asked++;
        ReadRequest request = ReadRequest.of(text);
        Said said = oracle.read(request, Optional.of(page.getKey()));
        assertThat(said.reply()).as(text).startsWith("is ");
        assertThat(request.lines()).as(text).contains(said.thought());
        assertThat(stands(said.reply().substring(3), request.lines())).as(text).isTrue();
      }
    }

    assertThat(asked).isGreaterThan(PAGES / 2);
  }

  @Test
  void changesNothingOfThePageThatIsShown() {
    var more = new PageQuestions(oracle.truth());
    var random = new SplittableRandom(2);

    for (Map.Entry<URI, String> page : pages.entrySet()) {
      ReadRequest before = ReadRequest.of(page.getValue());
      for (String text : all(more, page, random)) {
        ReadRequest request = ReadRequest.of(text);
        assertThat(request.lines()).isEqualTo(before.lines());
        assertThat(request.links()).isEqualTo(before.links());
        assertThat(request.host() + request.path()).isEqualTo(before.host() + before.path());
      }
    }
  }

  @Test
  void spellsWhatItAsksAsTheWorldSpellsIt() {
    var more = new PageQuestions(oracle.truth());
    var random = new SplittableRandom(3);

    for (Map.Entry<URI, String> page : pages.entrySet()) {
      for (String text : all(more, page, random)) {
        ReadRequest request = ReadRequest.of(text);
        ChainLink link = ChainWords.read(request.asked()).orElseThrow();
        // Only a fact whose subject and qualifiers are called so answers the link.
        assertThat(oracle.truth().answering(link, request.subject())).as(text).isNotEmpty();
        assertThat(link.relation())
            .isNotIn(Relation.ALSO_KNOWN_AS, Relation.CITES, Relation.VOLUME);
      }
    }
  }

  @Test
  void asksTheSameOfTheSameSeed() {
    List<String> once = everything(4);

    assertThat(everything(4)).isEqualTo(once);
    assertThat(everything(5)).isNotEqualTo(once);
  }

  @Test
  void asksTheSeldomAskedFirstAndOnceWhenNothingIsRare() {
    URI url = richest();
    var more = new PageQuestions(oracle.truth());
    var random = new SplittableRandom(6);

    List<String> first = more.shown(Objects.requireNonNull(pages.get(url)), url, random);
    List<String> last = first;
    for (int i = 0; i < 100; i++) {
      last = more.shown(Objects.requireNonNull(pages.get(url)), url, random);
    }

    assertThat(first.stream().map(PageQuestionsTest::relation)).hasSizeGreaterThan(2);
    assertThat(first.stream().map(PageQuestionsTest::relation).distinct().count())
        .isEqualTo(Math.min(first.size(), relations(url).size()));
    assertThat(last).hasSize(1);
  }

  @Test
  void asksNothingOfAPageThatShowsNothing() {
    URI url = richest();
    var more = new PageQuestions(oracle.truth());

    List<String> asked =
        more.shown(
            request(url, Stream.of("The board reviewed safety at work.")),
            url,
            new SplittableRandom(7));

    assertThat(asked).isEmpty();
  }

  @Test
  void getsNothingInventedWhereThePageShowsOnlyTheLike() {
    var more = new PageQuestions(oracle.truth());
    var random = new SplittableRandom(8);
    int nothing = 0;

    for (Map.Entry<URI, String> page : pages.entrySet()) {
      Optional<String> text = more.missing(page.getValue(), page.getKey(), random);
      if (text.isEmpty()) {
        continue;
      }
      ReadRequest request = ReadRequest.of(text.get());
      Said said = oracle.read(request, Optional.of(page.getKey()));
      assertThat(relations(page.getKey())).contains(relation(text.get()));
      if (said.reply().startsWith("is ")) {
        assertThat(said.thought()).isIn(request.lines());
        assertThat(stands(said.reply().substring(3), request.lines())).as(text.get()).isTrue();
      } else if (said.equals(PageReader.NO)) {
        nothing++;
      } else {
        assertThat(said.reply()).isEqualTo("open Contact @3");
      }
    }

    assertThat(nothing).isGreaterThan(PAGES / 4);
  }

  private static List<String> all(
      PageQuestions more, Map.Entry<URI, String> page, SplittableRandom random) {
    var texts = new ArrayList<>(more.shown(page.getValue(), page.getKey(), random));
    more.missing(page.getValue(), page.getKey(), random).ifPresent(texts::add);
    return texts;
  }

  private static List<String> everything(long seed) {
    var more = new PageQuestions(oracle.truth());
    var random = new SplittableRandom(seed);
    return pages.entrySet().stream().flatMap(page -> all(more, page, random).stream()).toList();
  }

  private static URI richest() {
    return pages.keySet().stream()
        .max(Comparator.comparingInt(url -> relations(url).size()))
        .orElseThrow();
  }

  private static Set<Relation> relations(URI url) {
    return oracle.truth().stated(url).stream().map(Fact::relation).collect(Collectors.toSet());
  }

  private static Relation relation(String text) {
    return ChainWords.read(ReadRequest.of(text).asked()).orElseThrow().relation();
  }

  /// Whether the value stands in a line, or its number in one and its unit in another.
  private static boolean stands(String value, List<String> lines) {
    int space = value.indexOf(' ');
    return holds(lines, value)
        || (space > 0
            && holds(lines, value.substring(0, space))
            && holds(lines, value.substring(space + 1)));
  }

  private static boolean holds(List<String> lines, String words) {
    return lines.stream().anyMatch(line -> Words.contains(line, words));
  }
}
