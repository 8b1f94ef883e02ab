package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EnginesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ApiKey KEY = new ApiKey("SOME_API_KEY", "key-123");

  private final FakeEngine engine = new FakeEngine();

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void searxngIsAskedForJsonInTheLanguageOfTheQuery() {
    engine.answers(
        200,
        """
        {"query":"长江","results":[
          {"title":"长江 - 介绍","url":"https://a.example/cj","content":"全长 6300 公里",
           "publishedDate":"2025-04-30T08:00:00"}],"unresponsive_engines":[]}
        """);

    Searched searched = engine.speaking(new Searxng(engine.base())).search(Query.of("长江 长度"));

    assertThat(searched)
        .isEqualTo(
            new Searched.Found(
                List.of(
                    new Hit(
                        1,
                        "长江 - 介绍",
                        URI.create("https://a.example/cj"),
                        "全长 6300 公里",
                        "2025-04-30",
                        "searxng"))));
    assertThat(engine.lastAsked().url().getPath()).isEqualTo("/search");
    assertThat(engine.lastAsked().parameters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("q", "长江 长度", "format", "json", "language", "zh-CN"));
  }

  @Test
  void searxngMayBeNamedWithItsSearchPath() {
    engine.answers(200, "{\"results\":[]}");

    engine.speaking(new Searxng(engine.base().resolve("/search/"))).search(Query.of("rivers"));

    assertThat(engine.lastAsked().url().getPath()).isEqualTo("/search");
  }

  @Test
  void searxngWhoseEnginesAreBlockedIsThrottledAndNotEmpty() {
    engine.answers(
        200,
        """
        {"results":[],"unresponsive_engines":[["google","Suspended: too many requests"]]}
        """);

    Searched searched = engine.speaking(new Searxng(engine.base())).search(Query.of("rivers"));

    assertThat(searched).isInstanceOf(Searched.Throttled.class);
  }

  @Test
  void searxngWhoseEnginesDoNotAnswerIsBrokenAndNotEmpty() {
    engine.answers(200, "{\"results\":[],\"unresponsive_engines\":[[\"bing\",\"timeout\"]]}");

    Searched searched = engine.speaking(new Searxng(engine.base())).search(Query.of("rivers"));

    assertThat(searched).isInstanceOf(Searched.Broken.class);
  }

  @Test
  void searxngThatForbidsJsonSaysWhichSettingToChange() {
    engine.answers(403, "<h1>Forbidden</h1>");

    Searched searched = engine.speaking(new Searxng(engine.base())).search(Query.of("rivers"));

    assertThat(searched)
        .isInstanceOfSatisfying(
            Searched.Refused.class,
            refused -> assertThat(refused.why()).contains("search.formats"));
  }

  @Test
  void tavilyIsAskedWithinFourHundredCharactersAndFiltersSitesItself() {
    engine.answers(
        200,
        """
        {"results":[{"title":"T","url":"https://docs.a.example/x","content":"c","score":0.9,
          "published_date":"Wed, 30 Apr 2025 08:00:00 GMT"}]}
        """);
    var query = new Query("verylong ".repeat(100), 30, "a.example", "");

    Searched searched = engine.speaking(new Tavily(engine.base(), KEY)).search(query);

    assertThat(searched)
        .isInstanceOfSatisfying(
            Searched.Found.class,
            found -> assertThat(found.hits().getFirst().published()).isEqualTo("2025-04-30"));
    JsonNode body = JSON.readTree(engine.lastAsked().body());
    assertThat(body.path("query").asString()).hasSizeBetween(380, 400).endsWith("verylong");
    assertThat(body.path("max_results").asInt()).isEqualTo(20);
    assertThat(body.path("include_domains").path(0).asString()).isEqualTo("a.example");
    assertThat(engine.lastAsked().header("Authorization")).isEqualTo("Bearer key-123");
  }

  @Test
  void tavilyBoostsChinaForAChineseQuery() {
    engine.answers(200, "{\"results\":[]}");

    engine.speaking(new Tavily(engine.base(), KEY)).search(Query.of("故宫 建成 年份"));

    assertThat(JSON.readTree(engine.lastAsked().body()).path("country").asString())
        .isEqualTo("china");
  }

  @Test
  void tavilyWhosePlanIsUsedUpRefuses() {
    engine.answers(432, "{\"detail\":{\"error\":\"limit\"}}");

    Searched searched = engine.speaking(new Tavily(engine.base(), KEY)).search(Query.of("rivers"));

    assertThat(searched)
        .isInstanceOfSatisfying(
            Searched.Refused.class, refused -> assertThat(refused.why()).contains("SOME_API_KEY"));
  }

  @Test
  void serperIsAskedInChinaForAChineseQuery() {
    engine.answers(
        200,
        """
        {"searchParameters":{},"organic":[
          {"title":"A","link":"https://a.example/","snippet":"s","date":"May 1, 2024","position":1}]}
        """);
    var query = new Query("大模型 论文", 10, "a.example", "");

    Searched searched = engine.speaking(new Serper(engine.base(), KEY)).search(query);

    assertThat(searched)
        .isInstanceOfSatisfying(
            Searched.Found.class,
            found -> assertThat(found.hits().getFirst().published()).isEqualTo("2024-05-01"));
    JsonNode body = JSON.readTree(engine.lastAsked().body());
    assertThat(body.path("gl").asString()).isEqualTo("cn");
    assertThat(body.path("hl").asString()).isEqualTo("zh-cn");
    assertThat(body.path("q").asString()).isEqualTo("大模型 论文 site:a.example");
    assertThat(engine.lastAsked().header("X-API-KEY")).isEqualTo("key-123");
  }

  @Test
  void serperWithoutCreditRefuses() {
    engine.answers(400, "{\"message\":\"Not enough credits\",\"statusCode\":400}");

    Searched searched = engine.speaking(new Serper(engine.base(), KEY)).search(Query.of("rivers"));

    assertThat(searched).isInstanceOf(Searched.Refused.class);
  }

  @Test
  void braveIsAskedWithinFiftyWordsInTheRegionOfTheQuery() {
    engine.answers(
        200,
        """
        {"type":"search","query":{},"web":{"results":[
          {"title":"A &amp; B","url":"https://a.example/","description":"x <strong>y</strong> z",
           "page_age":"2025-02-03T00:00:00"}]}}
        """);
    var query = new Query("w ".repeat(80), 50, "", "zh-CN");

    Searched searched = engine.speaking(new Brave(engine.base(), KEY)).search(query);

    assertThat(searched)
        .isInstanceOfSatisfying(
            Searched.Found.class,
            found -> {
              assertThat(found.hits().getFirst().title()).isEqualTo("A & B");
              assertThat(found.hits().getFirst().snippet()).isEqualTo("x y z");
              assertThat(found.hits().getFirst().published()).isEqualTo("2025-02-03");
            });
    Map<String, String> parameters = engine.lastAsked().parameters();
    assertThat(parameters.getOrDefault("q", "").split(" ")).hasSize(50);
    assertThat(parameters)
        .containsEntry("count", "20")
        .containsEntry("country", "CN")
        .containsEntry("search_lang", "zh-hans");
    assertThat(engine.lastAsked().header("X-Subscription-Token")).isEqualTo("key-123");
  }

  @Test
  void braveWithoutAListOfPagesFoundNothing() {
    engine.answers(200, "{\"type\":\"search\",\"query\":{\"original\":\"x\"}}");

    Searched searched = engine.speaking(new Brave(engine.base(), KEY)).search(Query.of("rivers"));

    assertThat(searched).isEqualTo(new Searched.Nothing("brave"));
  }

  @Test
  void braveThrottlesUntilTheWindowThatIsUsedUpStartsAgain() {
    engine
        .answers(429, "{\"error\":{\"code\":\"RATE_LIMITED\"}}")
        .withHeaders(Map.of("X-RateLimit-Remaining", "0, 1200", "X-RateLimit-Reset", "1, 1419704"));

    Searched searched = engine.speaking(new Brave(engine.base(), KEY)).search(Query.of("rivers"));

    assertThat(searched).isEqualTo(new Searched.Throttled("brave", Duration.ofSeconds(1)));
  }

  @Test
  void braveSaysThatAKeyIsWrongInItsOwnWay() {
    engine.answers(422, "{\"error\":{\"code\":\"SUBSCRIPTION_TOKEN_INVALID\"}}");

    Searched searched = engine.speaking(new Brave(engine.base(), KEY)).search(Query.of("rivers"));

    assertThat(searched).isInstanceOf(Searched.Refused.class);
  }

  @Test
  void exaGivesHighlightsAsSnippets() {
    engine.answers(
        200,
        """
        {"results":[
          {"title":"A","url":"https://a.example/","publishedDate":"2024-01-02T00:00:00.000Z",
           "highlights":["one","two"]},
          {"title":null,"url":"https://b.example/","text":"whole text"}]}
        """);
    var query = new Query("rivers", 2, "example", "");

    Searched searched = engine.speaking(new Exa(engine.base(), KEY)).search(query);

    assertThat(searched)
        .isInstanceOfSatisfying(
            Searched.Found.class,
            found -> {
              assertThat(found.hits())
                  .extracting(Hit::snippet)
                  .containsExactly("one … two", "whole text");
              assertThat(found.hits()).extracting(Hit::title).containsExactly("A", "b.example");
            });
    JsonNode body = JSON.readTree(engine.lastAsked().body());
    assertThat(body.path("numResults").asInt()).isEqualTo(2);
    assertThat(body.path("includeDomains").path(0).asString()).isEqualTo("example");
    assertThat(engine.lastAsked().header("x-api-key")).isEqualTo("key-123");
  }

  @Test
  void wikipediaIsAskedInTheLanguageOfTheQueryAndGivesArticles() {
    engine.answers(
        200,
        """
        {"batchcomplete":true,"query":{"search":[
          {"ns":0,"title":"长江 (河流)","pageid":1,
           "snippet":"<span class=\\"searchmatch\\">长江</span>是亚洲第一长河&quot;"}]}}
        """);

    Searched searched =
        engine.speaking(new Wikipedia(engine.base() + "/{language}")).search(Query.of("长江"));

    assertThat(searched)
        .isInstanceOfSatisfying(
            Searched.Found.class,
            found -> {
              Hit hit = found.hits().getFirst();
              assertThat(hit.snippet()).isEqualTo("长江是亚洲第一长河\"");
              assertThat(hit.url().getPath()).isEqualTo("/zh/wiki/长江_(河流)");
              assertThat(hit.url().toString()).isASCII();
            });
    assertThat(engine.lastAsked().url().getPath()).isEqualTo("/zh/w/api.php");
    assertThat(engine.lastAsked().header("User-Agent")).isEqualTo("tester/1 (t@example.org)");
  }

  @Test
  void wikipediaIsEnglishWhereNothingTellsTheLanguage() {
    engine.answers(200, "{\"query\":{\"search\":[]}}");
    var wikipedia = engine.speaking(new Wikipedia(engine.base() + "/{language}"));

    wikipedia.search(Query.of("rivers"));
    wikipedia.search(new Query("Flüsse", 5, "", "de-AT"));
    wikipedia.search(new Query("rivers", 5, "", "../evil"));
    wikipedia.search(new Query("rivers", 5, "fr.wikipedia.org", ""));

    assertThat(engine.asked())
        .extracting(asked -> asked.url().getPath())
        .containsExactly("/en/w/api.php", "/de/w/api.php", "/en/w/api.php", "/fr/w/api.php");
  }

  @Test
  void wikipediaIsNotAskedAboutOtherSites() {
    Searched searched =
        engine
            .speaking(new Wikipedia(engine.base().toString()))
            .search(new Query("rivers", 5, "a.example", ""));

    assertThat(searched).isEqualTo(new Searched.Nothing("wikipedia"));
    assertThat(engine.asked()).isEmpty();
  }

  @Test
  void wikipediaThatAsksToSlowDownIsThrottled() {
    engine.answers(200, "{\"error\":{\"code\":\"ratelimited\",\"info\":\"slow down\"}}");

    Searched searched =
        engine.speaking(new Wikipedia(engine.base().toString())).search(Query.of("rivers"));

    assertThat(searched).isInstanceOf(Searched.Throttled.class);
  }

  @Test
  void aTemplateIsFilledWithoutLettingTheQueryBreakOut() {
    engine.answers(
        200,
        """
        {"data":{"items":[{"name":"A","meta":{"href":"https://a.example/"},"text":"t"}]}}
        """);
    var template =
        new SearchTemplate(
            "intranet",
            engine.base() + "/find?n={limit}&lang={language}",
            "post",
            Map.of("X-Token", "secret-9"),
            "{\"q\":\"{query}\",\"where\":\"{site}\"}",
            "/data/items",
            "name",
            "/meta/href",
            "text",
            "",
            200);
    var query = new Query("say \"{site}\" \\ & more", 7, "a.example", "fr");

    Searched searched = engine.speaking(new TemplateDialect(template)).search(query);

    assertThat(searched)
        .isEqualTo(
            new Searched.Found(
                List.of(new Hit(1, "A", URI.create("https://a.example/"), "t", "", "intranet"))));
    JsonNode body = JSON.readTree(engine.lastAsked().body());
    assertThat(body.path("q").asString()).isEqualTo("say \"{site}\" \\ & more");
    assertThat(body.path("where").asString()).isEqualTo("a.example");
    assertThat(engine.lastAsked().parameters()).containsEntry("n", "7").containsEntry("lang", "fr");
    assertThat(engine.lastAsked().header("X-Token")).isEqualTo("secret-9");
    assertThat(template.toString()).doesNotContain("secret-9").doesNotContain("127.0.0.1");
  }

  @Test
  void aTemplateWithoutAPlaceForTheSiteUsesTheOperator() {
    engine.answers(200, "[{\"t\":\"A\",\"u\":\"https://a.example/\"}]");
    var template =
        new SearchTemplate(
            "list", engine.base() + "/?q={query}", "GET", Map.of(), "", "", "t", "u", "", "", 100);

    Searched searched =
        engine.speaking(new TemplateDialect(template)).search(new Query("a&b", 5, "a.example", ""));

    assertThat(searched).isInstanceOf(Searched.Found.class);
    assertThat(engine.lastAsked().parameters()).containsEntry("q", "a&b site:a.example");
  }
}
