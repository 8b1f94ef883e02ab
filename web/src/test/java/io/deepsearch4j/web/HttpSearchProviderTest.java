package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSearchProviderTest {
  private static final String SECRET = "tvly-secret-4711";

  private final FakeEngine engine = new FakeEngine();
  private final Tavily tavily = new Tavily(engine.base(), new ApiKey("TAVILY_API_KEY", SECRET));
  private final SearchProvider provider = engine.speaking(tavily);

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void saysThatNothingWasFound() {
    engine.answers(200, "{\"results\":[]}");

    assertThat(provider.search(Query.of("rivers"))).isEqualTo(new Searched.Nothing("tavily"));
  }

  @Test
  void passesOnHowLongToWait() {
    engine.answers(429, "{}").withHeaders(Map.of("Retry-After", "7"));

    assertThat(provider.search(Query.of("rivers")))
        .isEqualTo(new Searched.Throttled("tavily", Duration.ofSeconds(7)));
  }

  @Test
  void understandsADateToWaitFor() {
    engine.answers(429, "").withHeaders(Map.of("Retry-After", "Sun, 1 Mar 2026 12:01:30 GMT"));

    assertThat(provider.search(Query.of("rivers")))
        .isEqualTo(new Searched.Throttled("tavily", Duration.ofSeconds(90)));
  }

  @Test
  void waitsAWhileWhereAnEngineDoesNotSayHowLong() {
    engine.answers(429, "").withHeaders(Map.of("Retry-After", "soon"));

    assertThat(provider.search(Query.of("rivers")))
        .isEqualTo(new Searched.Throttled("tavily", RetryAfter.UNSAID));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402, 403})
  void namesTheVariableToSetWhenItIsRefused(int status) {
    engine.answers(status, "{\"detail\":\"bad key " + SECRET + "\"}");

    assertThat(provider.search(Query.of("rivers")))
        .isInstanceOfSatisfying(
            Searched.Refused.class,
            refused -> assertThat(refused.why()).contains("TAVILY_API_KEY"));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 404, 500, 502, 503})
  void callsAnyOtherAnswerBroken(int status) {
    engine.answers(status, "{\"results\":[]}");

    assertThat(provider.search(Query.of("rivers"))).isInstanceOf(Searched.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"results\":", "[]", "{}", "{\"results\":{}}", "7"})
  void callsAnAnswerOfAnotherShapeBroken(String body) {
    engine.answers(200, body);

    assertThat(provider.search(Query.of("rivers"))).isInstanceOf(Searched.Broken.class);
  }

  @Test
  void doesNotReadAnswersWithoutEnd() {
    byte[] large = new byte[5_100_000];
    Arrays.fill(large, (byte) ' ');
    engine.answers(200, large);

    assertThat(provider.search(Query.of("rivers"))).isInstanceOf(Searched.Broken.class);
  }

  @Test
  void survivesAnAnswerThatIsNestedWithoutEnd() {
    engine.answers(200, "[".repeat(100_000));

    assertThat(provider.search(Query.of("rivers"))).isInstanceOf(Searched.Broken.class);
  }

  @Test
  void doesNotWaitForAnAnswerThatDrips() {
    engine.drips();
    var impatient = engine.speaking(tavily, Duration.ofMillis(200));

    assertThat(impatient.search(Query.of("rivers")))
        .isInstanceOfSatisfying(
            Searched.Broken.class, broken -> assertThat(broken.why()).contains("0.2 s"));
  }

  @Test
  void saysThatAnEngineCannotBeReached() {
    engine.close();

    assertThat(provider.search(Query.of("rivers"))).isInstanceOf(Searched.Broken.class);
  }

  @Test
  void returnsPromptlyWhenInterruptedAndStaysInterrupted() {
    engine.drips();
    Thread.currentThread().interrupt();

    Searched searched = provider.search(Query.of("rivers"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(searched).isInstanceOf(Searched.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"undefined", " NULL ", "\"null\"", "[object Object]", "NaN", "???", "“”"})
  void refusesToSearchForNothing(String text) {
    Searched searched = provider.search(Query.of(text));

    assertThat(searched).isInstanceOf(Searched.Refused.class);
    assertThat(engine.asked()).isEmpty();
  }

  @Test
  void searchesForTheBillionDollarMistake() {
    engine.answers(200, "{\"results\":[]}");

    provider.search(Query.of("null reference inventor"));

    assertThat(engine.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.example OR site:b.example", "http://a.example/x", "a..b", "-", "a/b", "\""})
  void refusesASiteThatIsNoHostName(String site) {
    Searched searched = provider.search(new Query("rivers", 5, site, ""));

    assertThat(searched).isInstanceOf(Searched.Refused.class);
    assertThat(engine.asked()).isEmpty();
  }

  @Test
  void dropsHitsThatAreNoWebPages() {
    engine.answers(
        200,
        """
        {"results":[
          {"title":"1","url":"javascript:alert(1)"}, {"title":"2","url":"file:///etc/passwd"},
          {"title":"3","url":"https://user:pw@a.example/"}, {"title":"4","url":"https://"},
          {"title":"5","url":"not an address"}, {"title":"6"}, {"title":"7","url":{"a":1}}, 8,
          {"title":"9","url":"//a.example/"}, {"title":"10","url":"HTTPS://a.example/ok"}]}
        """);

    assertThat(hits(Query.of("rivers"))).extracting(Hit::title).containsExactly("10");
  }

  @Test
  void keepsTitlesAndSnippetsPlainAndShort() {
    String endless = "x".repeat(30_000);
    engine.answers(
        200,
        """
        {"results":[{"title":"a\\u0000\\u202e<i onclick=y>b</i>\\n c","url":"https://a.example/",
          "content":"<script>alert(1)</script>%s"}]}
        """
            .formatted(endless));

    Hit hit = hits(Query.of("rivers")).getFirst();

    assertThat(hit.title()).isEqualTo("ab c");
    assertThat(hit.snippet()).hasSize(HitText.MAX_SNIPPET).startsWith("xxx").endsWith("…");
  }

  @Test
  void keepsOnlyTheSiteAskedForAndEachAddressOnce() {
    engine.answers(
        200,
        """
        {"results":[{"title":"1","url":"https://b.example/"},{"title":"2","url":"https://x.A.example/p"},
          {"title":"3","url":"https://x.a.example/p/#top"},{"title":"4","url":"https://nota.example/"},
          {"title":"5","url":"https://a.example/q"}]}
        """);

    List<Hit> hits = hits(new Query("rivers", 5, "A.example", ""));

    assertThat(hits).extracting(Hit::title).containsExactly("2", "5");
    assertThat(hits).extracting(Hit::rank).containsExactly(1, 2);
  }

  @Test
  void neverShowsAKey() {
    var told = new StringBuilder();
    for (int status : List.of(200, 302, 400, 401, 402, 403, 404, 422, 429, 432, 500)) {
      engine.answers(status, ("{\"error\":\"" + SECRET + "\"}").getBytes(StandardCharsets.UTF_8));
      told.append(provider.search(Query.of("rivers")));
    }
    engine.close();
    told.append(provider.search(Query.of("rivers")));
    told.append(new ApiKey("TAVILY_API_KEY", SECRET));

    assertThat(told.toString()).contains("TAVILY_API_KEY").doesNotContain(SECRET);
    assertThatThrownBy(() -> new ApiKey("TAVILY_API_KEY", SECRET + "\nX-Evil: 1"))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("TAVILY_API_KEY")
        .hasMessageNotContaining(SECRET);
  }

  private List<Hit> hits(Query query) {
    return ((Searched.Found) provider.search(query)).hits();
  }
}
