package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.CallKind;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Verdict;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.web.FolderFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The page's files: what is served, under which policy, and what they may hold.
class WebUiTest {
  private static final Path FILES = Path.of("src/main/resources/io/deepsearch4j/server/web");
  private static final Pattern PHRASE = Pattern.compile("\\bt\\(\\s*'([^']+)'");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  @TempDir Path folder;

  @Test
  void thePageNeedsNoTokenAndAllowsNoScriptButItsOwn() throws Exception {
    try (var server = TestServer.start(folder, Tower.model())) {
      HttpResponse<String> page = get(server, "");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(header(page, "Content-Type")).startsWith("text/html");
      assertThat(header(page, "Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self' 'sha256-", "require-trusted-types-for")
          .doesNotContain("unsafe");
      assertThat(page.body()).containsOnlyOnce("<script type=\"importmap\">");
    }
  }

  @Test
  void everyFileOfThePageAndEveryLibraryItNamesIsServed() throws Exception {
    try (var server = TestServer.start(folder, Tower.model())) {
      for (String name : names()) {
        if (!name.equals("index.html")) {
          assertThat(get(server, "ui/" + name).statusCode()).as(name).isEqualTo(200);
        }
      }
      for (String library : libraries(get(server, "").body())) {
        assertThat(get(server, library).statusCode()).as(library).isEqualTo(200);
      }
    }
  }

  private static List<String> libraries(String page) {
    return Pattern.compile("\"/(lib/[^\"]+js)\"")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void aFileThatHasNotChangedIsNotSentAgain() throws Exception {
    try (var server = TestServer.start(folder, Tower.model())) {
      String tag = header(get(server, "ui/app.js"), "ETag");

      HttpResponse<String> again = get(server, "ui/app.js", "If-None-Match", tag);

      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ui/index.html",
        "ui/none.js",
        "ui/%2e%2e%2fWebUi.class",
        "ui/..%2f..%2flogback.xml",
        "lib/lit/../../../logback.xml",
        "lib/lit/%2e%2e/package.json",
        "lib/lit/package.json",
        "lib/other/index.js",
        "lib/lit/",
        "lib/"
      })
  void nothingElseOfTheClassPathIsServed(String path) throws Exception {
    try (var server = TestServer.start(folder, Tower.model())) {
      assertThat(get(server, path).statusCode()).isIn(400, 401, 404);
    }
  }

  @Test
  void bothLanguagesSayTheSameThings() throws IOException {
    JsonNode english = words("en");
    JsonNode chinese = words("zh-CN");

    assertThat(chinese.propertyNames()).containsExactlyElementsOf(english.propertyNames());
    for (String key : english.propertyNames()) {
      assertThat(placeholders(chinese.path(key).asString()))
          .as(key)
          .isEqualTo(placeholders(english.path(key).asString()));
    }
  }

  @Test
  void everyPhraseThatThePageSaysIsInTheDictionary() throws IOException {
    var said = new TreeSet<String>();
    for (String name : names()) {
      PHRASE
          .matcher(Files.readString(FILES.resolve(name)))
          .results()
          .map(found -> found.group(1))
          .forEach(said::add);
    }

    assertThat(words("en").propertyNames()).containsAll(said);
    assertThat(said).hasSizeGreaterThan(100);
  }

  @Test
  void closedListsOfTheServerHaveWords() throws IOException {
    Set<String> known = Set.copyOf(words("en").propertyNames());

    assertThat(known).containsAll(keys("state", Standing.State.values()));
    assertThat(known).containsAll(keys("reason", Standing.Reason.values()));
    assertThat(known).containsAll(keys("verdict", Verdict.Support.values()));
    assertThat(known).containsAll(keys("call", CallKind.values()));
    assertThat(known).containsAll(keys("waiting", CallKind.values()));
    assertThat(known).containsAll(keys("role", Part.values()));
    assertThat(known).containsAll(keys("thinking", Thinking.values()));
    assertThat(known).containsAll(keys("depth", AgentConfig.Depth.values()));
    assertThat(known).containsAll(keys("effort", RunWish.Effort.values()));
    assertThat(known).containsAll(keys("origin", Settings.Origin.values()));
    assertThat(known).containsAll(keys("settings.test", SettingsApi.What.values()));
    assertThat(known).containsAll(keys("file", FolderFile.State.values()));
  }

  private static List<String> keys(String list, Enum<?>[] values) {
    return Stream.of(values).map(one -> list + "." + one.name().toLowerCase(Locale.ROOT)).toList();
  }

  @Test
  void thePageNamesNoOtherOriginAndStylesNothingInline() throws IOException {
    for (String name : names()) {
      String text = Files.readString(FILES.resolve(name));

      assertThat(
              text.replace("http://www.w3.org/2000/svg", "")
                  .replace("https://docs.example.org", ""))
          .as(name)
          .doesNotContainPattern("https?://")
          .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(", " style=");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ink,paper",
    "quiet,paper",
    "quiet,card",
    "quiet,sunk",
    "accent,paper",
    "accent,card",
    "accent,accent-soft",
    "on-accent,accent",
    "good,good-soft",
    "warn,warn-soft",
    "bad,bad-soft",
    "bad,paper",
    "ink,mark"
  })
  void colouredTextStandsOutFromItsGroundInLightAndInDark(String text, String ground)
      throws IOException {
    String css = Files.readString(FILES.resolve("base.css"));

    for (int scheme = 1; scheme <= 2; scheme++) {
      double one = luminance(colour(css, text, scheme));
      double other = luminance(colour(css, ground, scheme));
      // What WCAG asks of small text.
      assertThat((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05))
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  private static int colour(String css, String name, int scheme) {
    var found =
        Pattern.compile("--" + name + ": light-dark\\(#(\\w{6}), #(\\w{6})\\)").matcher(css);
    assertThat(found.find()).as(name).isTrue();
    return Integer.parseInt(found.group(scheme), 16);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
  }

  private static double linear(int channel) {
    double part = (channel & 0xff) / 255.0;
    return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  // The page is no part of the API, which the project's own client checks against its description.
  private static HttpResponse<String> get(TestServer server, String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(server.address() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static JsonNode words(String language) throws IOException {
    try (InputStream in = Files.newInputStream(FILES.resolve(language + ".json"))) {
      return Json.MAPPER.readTree(in);
    }
  }

  private static Set<String> placeholders(String phrase) {
    return PLACEHOLDER
        .matcher(phrase)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }
}
