package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchProvidersTest {
  private static final Query RIVERS = Query.of("rivers");
  private static final Searched NOTHING = new Searched.Nothing("a");
  private static final Searched THROTTLED = new Searched.Throttled("b", Duration.ofSeconds(9));
  private static final Searched REFUSED = new Searched.Refused("c", "set C_API_KEY");
  private static final Searched BROKEN = new Searched.Broken("d", "failed on its side");

  private final List<String> asked = new ArrayList<>();

  @Test
  void asksTheNextEngineUntilOneFindsSomething() {
    Searched found = found("e", "https://a.example/");
    var providers = new SearchProviders(engines(BROKEN, NOTHING, found, THROTTLED), 1);

    assertThat(providers.search(RIVERS)).isEqualTo(found);
    assertThat(asked).hasSize(3);
  }

  @Test
  void mergesTheHitsOfAsManyEnginesAsItIsToldTo() {
    var providers =
        new SearchProviders(
            engines(
                found("e", "https://a.example/", "https://b.example/"),
                found("f", "https://B.example", "https://c.example/"),
                found("g", "https://d.example/")),
            2);

    Searched searched = providers.search(RIVERS);

    assertThat(((Searched.Found) searched).hits())
        .extracting(hit -> hit.rank() + " " + hit.url().getHost() + " " + hit.engine())
        .containsExactly("1 b.example e", "2 a.example e", "3 c.example f");
    assertThat(asked).hasSize(2);
  }

  @Test
  void saysNothingWasFoundOnlyWhenEveryEngineSaysSo() {
    var providers = new SearchProviders(engines(NOTHING, new Searched.Nothing("z")), 1);

    assertThat(providers.search(RIVERS)).isEqualTo(new Searched.Nothing("a, z"));
  }

  @Test
  void saysWhatEachEngineDidWhenNoneFoundAnything() {
    var providers = new SearchProviders(engines(NOTHING, THROTTLED, REFUSED, BROKEN), 1);

    assertThat(providers.search(RIVERS))
        .isEqualTo(
            new Searched.Broken(
                "a, b, c, d",
                "a found nothing; b asks to wait 9 s; c refused: set C_API_KEY; d is broken: failed"
                    + " on its side"));
  }

  @Test
  void keepsTheShortestWaitWhereEnginesThrottle() {
    var later = new Searched.Throttled("z", Duration.ofSeconds(60));
    var providers = new SearchProviders(engines(later, NOTHING, THROTTLED), 1);

    assertThat(providers.search(RIVERS))
        .isEqualTo(
            new Searched.Throttled(
                "z asks to wait 60 s; a found nothing; b asks to wait 9 s", Duration.ofSeconds(9)));
  }

  @Test
  void asksNobodyElseAfterItWasCancelled() {
    SearchProvider cancelled =
        engine(
            () -> {
              Thread.currentThread().interrupt();
              return BROKEN;
            });
    var providers = new SearchProviders(List.of(cancelled, engine(() -> NOTHING)), 1);

    assertThat(providers.search(RIVERS)).isEqualTo(BROKEN);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(asked).hasSize(1);
  }

  @Test
  void turnsOnTheEnginesWhoseKeysAreThereAndWikipediaLast() {
    var environment =
        Map.of(
            "EXA_API_KEY", "x",
            "BRAVE_SEARCH_API_KEY", "b",
            "SEARX_HOST", "localhost:8888",
            "TAVILY_API_KEY", " ",
            "SERPER_API_KEY", "s");

    assertThat(from(environment, SearchConfig.DEFAULT).engines())
        .extracting(SearchProvider::name)
        .containsExactly("searxng", "serper", "brave", "exa", "wikipedia");
    assertThat(from(Map.of(), SearchConfig.DEFAULT).engines())
        .extracting(SearchProvider::name)
        .containsExactly("wikipedia");
  }

  @Test
  void keepsTheOrderOfTheConfiguration() {
    SearchTemplate template = template("intranet");
    var config = config(List.of("wikipedia", "intranet", "tavily"), Map.of(), List.of(template));

    assertThat(from(Map.of("TAVILY_API_KEY", "t"), config).engines())
        .extracting(SearchProvider::name)
        .containsExactly("wikipedia", "intranet", "tavily");
    assertThat(from(Map.of(), config(List.of(), Map.of(), List.of(template))).engines())
        .extracting(SearchProvider::name)
        .containsExactly("intranet", "wikipedia");
  }

  @Test
  void namesTheVariableThatAWantedEngineLacks() {
    var config = config(List.of("brave"), Map.of(), List.of());

    assertThatThrownBy(() -> from(Map.of(), config))
        .isInstanceOf(WebException.class)
        .hasMessage("search.engines names brave; set BRAVE_API_KEY or leave it out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example",
        "http://",
        "http://user:secret@a.example",
        "http://a/?k=secret"
      })
  void refusesAnAddressThatCannotBeAnInstanceWithoutRepeatingIt(String address) {
    assertThatThrownBy(() -> from(Map.of("SEARXNG_URL", address), SearchConfig.DEFAULT))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("SEARXNG_URL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void checksItsConfiguration() {
    assertThatThrownBy(() -> config(List.of("bing"), Map.of(), List.of()))
        .hasMessageContaining("there is no engine bing; there are brave, exa,");
    assertThatThrownBy(() -> config(List.of("exa", "exa"), Map.of(), List.of()))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> config(List.of(), Map.of("exa", 0.0), List.of()))
        .hasMessageContaining("search.rates.exa");
    assertThatThrownBy(() -> config(List.of(), Map.of(), List.of(template("tavily"))))
        .hasMessageContaining("is taken");
  }

  @Test
  void checksTemplatesWithoutRepeatingTheirAddress() {
    assertThatThrownBy(() -> template("x", "gopher://a.example/?key=secret&q={query}"))
        .hasMessageContaining("search template x: url")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> template("x", "https://{site}/?q={query}"))
        .hasMessageContaining("host has no {place}");
    assertThatThrownBy(() -> template("x", "https://a{language}.example?q={query}"))
        .hasMessageContaining("host has no {place}");
    assertThatThrownBy(() -> template("x", "https://a.example/")).hasMessageContaining("{query}");
    assertThatThrownBy(() -> template("Not A Name")).hasMessageContaining("lower-case");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Token, 'secret\nX-Evil: 1'",
    "'X-A: secret', secret",
    "Host, secret",
    "User-Agent, secret"
  })
  void refusesHeadersThatCannotBeSentWithoutRepeatingTheirValue(String header, String value) {
    assertThatThrownBy(
            () ->
                new SearchTemplate(
                    "x",
                    "https://a.example/?q={query}",
                    "GET",
                    Map.of(header, value),
                    "",
                    "",
                    "t",
                    "u",
                    "",
                    "",
                    100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("header")
        .hasMessageNotContaining(value);
  }

  private static SearchProviders from(Map<String, String> environment, SearchConfig config) {
    return SearchProviders.fromEnvironment(environment, config, Clock.systemUTC());
  }

  private static SearchConfig config(
      List<String> engines, Map<String, Double> rates, List<SearchTemplate> templates) {
    SearchConfig standard = SearchConfig.DEFAULT;
    return new SearchConfig(
        engines,
        1,
        rates,
        standard.patience(),
        standard.timeout(),
        standard.userAgent(),
        templates);
  }

  private static SearchTemplate template(String name) {
    return template(name, "https://a.example/?q={query}");
  }

  private static SearchTemplate template(String name, String url) {
    return new SearchTemplate(name, url, "GET", Map.of(), "", "/r", "t", "u", "", "", 100);
  }

  private List<SearchProvider> engines(Searched... answers) {
    return Arrays.stream(answers).map(answer -> engine(() -> answer)).toList();
  }

  private SearchProvider engine(Supplier<Searched> answer) {
    return new SearchProvider() {
      @Override
      public String name() {
        return "engine";
      }

      @Override
      public Searched search(Query query) {
        asked.add(query.text());
        return answer.get();
      }
    };
  }

  static Searched found(String engine, String... urls) {
    var hits = new ArrayList<Hit>();
    for (String url : urls) {
      hits.add(new Hit(hits.size() + 1, "title", URI.create(url), "", "", engine));
    }
    return new Searched.Found(hits);
  }
}
