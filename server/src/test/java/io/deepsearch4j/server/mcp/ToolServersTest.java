package io.deepsearch4j.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.agent.OutsideTool;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.server.mcp.ToolProgram.Manner;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.RecordedWeb;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tools of a program that we start, well behaved or not.
class ToolServersTest {
  private static final DocumentReader READER =
      new FormatReader(
          DocumentsConfig.DEFAULT,
          _ -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "text only"));

  private static final RecordedWeb NOTHING = new RecordedWeb(Map.of(), Map.of());

  @TempDir private Path folder;

  @Test
  void offersWhatTheSettingsAllowAndNothingElse() {
    try (ToolServers servers = servers(Manner.WELL)) {
      List<OutsideTool> offered = servers.offered();

      assertThat(offered).hasSize(1);
      assertThat(offered.getFirst().spec().name()).isEqualTo("odd__look_up");
      assertThat(offered.getFirst().spec().description()).startsWith("Looks it up.");
      assertThat(offered.getFirst().spec().parameters())
          .isEqualTo(
              "{\"type\":\"object\",\"properties\":{\"word\":{\"type\":\"string\",\"description\":"
                  + "\"what to look up\"}},\"required\":[]}");
    }
  }

  @Test
  void whatAToolSaysIsAPageThatCanBeCheckedAgain() {
    var pages = new PageStore(folder);
    try (ToolServers servers = servers(Manner.WELL)) {
      Fetched fetched = open(servers, "Look-Up", "{\"word\":\"tower & 塔\"}");

      assertThat(fetched).isInstanceOf(Fetched.Opened.class);
      var opened = (Fetched.Opened) fetched;
      assertThat(opened.document().text()).startsWith("tower & 塔 in ");
      assertThat(opened.document().title()).isEqualTo("odd: Look-Up");
      byte[] kept = pages.bytes(opened.page().sha256()).orElseThrow();
      var again =
          READER.read(new Source(kept, opened.page().mediaType(), opened.page().finalUrl()));
      assertThat(((Reading.Read) again).document().text()).isEqualTo(opened.document().text());
    }
  }

  @Test
  void theProgramSeesNoVariableButItsOwn() {
    try (ToolServers servers = servers(Manner.WELL)) {
      var opened = (Fetched.Opened) open(servers, "Look-Up", "{\"word\":\"\"}");

      String names = opened.document().text().replaceFirst("(?s).*\\[(.*)].*", "$1");
      assertThat(List.of(names.split(", ")))
          .contains("ODD_KEY")
          .isSubsetOf(
              "ODD_KEY",
              "CLASSPATH",
              "PATH",
              "HOME",
              "USER",
              "LANG",
              "LC_ALL",
              "TMPDIR",
              "TEMP",
              "SystemRoot",
              "APPDATA");
    }
  }

  @Test
  void aToolThatIsNotAllowedIsNotCalled() {
    try (ToolServers servers = servers(Manner.WELL)) {
      assertThat(open(servers, "delete_everything", "{}")).isInstanceOf(Fetched.Refused.class);
      assertThat(servers.beside(NOTHING).open(URI.create("mcp://other/Look-Up?%7B%7D")))
          .isInstanceOf(Fetched.Refused.class);
      assertThat(servers.beside(NOTHING).open(URI.create("mcp:x")))
          .isInstanceOf(Fetched.Refused.class);
      assertThat(open(servers, "Look-Up", "[1")).isInstanceOf(Fetched.Refused.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DIES", "CHATTERS", "FLOODS", "IS_SILENT"})
  void aServerThatMisbehavesIsOneSentence(Manner manner) {
    Duration timeout = manner == Manner.IS_SILENT ? Duration.ofSeconds(2) : Duration.ofSeconds(60);
    try (ToolServers servers = servers(manner, timeout)) {
      assertThat(servers.offered()).hasSize(1);
      long begun = System.nanoTime();

      Fetched fetched = open(servers, "Look-Up", "{\"word\":\"tower\"}");

      assertThat(fetched).isInstanceOf(Fetched.Unreachable.class);
      assertThat(((Fetched.Unreachable) fetched).why())
          .startsWith("the tool server odd cannot be reached, has died, or did not answer")
          .contains("mcp.servers.odd");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void aServerThatDiedIsStartedAgain() {
    try (ToolServers servers = servers(Manner.DIES)) {
      assertThat(open(servers, "Look-Up", "{}")).isInstanceOf(Fetched.Unreachable.class);

      assertThat(servers.offered()).hasSize(1);
    }
  }

  @Test
  void aProgramThatCannotBeStartedOffersNothing() {
    var config =
        new ToolServerConfig(
            List.of(folder.resolve("nothing").toString()),
            Map.of(),
            "",
            "",
            Map.of("look", ""),
            Duration.ofSeconds(5));
    try (var servers = of(config)) {
      assertThat(servers.offered()).isEmpty();
    }
  }

  @Test
  void aRefusalIsTold() {
    try (ToolServers servers = servers(Manner.REFUSES)) {
      Fetched fetched = open(servers, "Look-Up", "{}");

      assertThat(((Fetched.Unreachable) fetched).why())
          .startsWith("the tool could not do it: I do not want to.")
          .doesNotContain("<|im_start|>");
    }
  }

  @Test
  void theServersOwnWordsAreCutAndHarmless() {
    try (ToolServers servers = servers(Manner.INJECTS)) {
      var spec = servers.offered().getFirst().spec();

      assertThat(spec.description()).hasSizeLessThan(700).doesNotContain("<|im_start|>", "</data>");
      assertThat(spec.parameters()).doesNotContain("<|im_start|>", "$comment", "[unused9]");
    }
  }

  @Test
  void settingsThatLeadNowhereAreRefused() {
    assertThatThrownBy(() -> remote("http://tools.example.org/mcp"))
        .hasMessageContaining("begins with https");
    assertThatThrownBy(() -> remote("file:///etc/passwd")).hasMessageContaining("https");
    assertThatThrownBy(() -> remote("https://me:secret@tools.example.org/"))
        .hasMessageContaining("https");
    assertThatThrownBy(
            () ->
                new ToolServerConfig(
                    List.of("x"),
                    Map.of(),
                    "https://x.example",
                    "",
                    Map.of("a", ""),
                    Duration.ofSeconds(30)))
        .hasMessageContaining("either a command or a url");
    assertThat(remote("http://127.0.0.1:1/mcp").url()).isEqualTo("http://127.0.0.1:1/mcp");
  }

  private static ToolServerConfig remote(String url) {
    return new ToolServerConfig(
        List.of(), Map.of(), url, "", Map.of("a", ""), Duration.ofSeconds(30));
  }

  private ToolServers servers(Manner manner) {
    return servers(manner, Duration.ofSeconds(60));
  }

  private ToolServers servers(Manner manner, Duration timeout) {
    return of(
        new ToolServerConfig(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                ToolProgram.class.getName(),
                manner.name().toLowerCase(Locale.ROOT)),
            Map.of(
                "ODD_KEY",
                "k",
                "CLASSPATH",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path"))),
            "",
            "",
            Map.of("Look-Up", ""),
            timeout));
  }

  private ToolServers of(ToolServerConfig config) {
    return new ToolServers(Map.of("odd", config), new PageStore(folder), READER, Clock.systemUTC());
  }

  private static Fetched open(ToolServers servers, String tool, String arguments) {
    String query = URLEncoder.encode(arguments, StandardCharsets.UTF_8).replace("+", "%20");
    return servers.beside(NOTHING).open(URI.create("mcp://odd/" + tool + "?" + query));
  }
}
