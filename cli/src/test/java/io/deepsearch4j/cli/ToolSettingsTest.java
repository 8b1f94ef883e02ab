package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.agent.OutsideTool;
import io.deepsearch4j.server.mcp.ToolServerConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers of tools come from the settings and from nowhere else.
class ToolSettingsTest {
  private static final String SERVER =
      "mcp.servers.wiki={command: [wiki-server], env: {WIKI_KEY: \"${WIKI_KEY}\"}, tools: {lookup: \"\"}}";

  @TempDir private Path folder;

  @Test
  void nameACommandAndTheToolsThatAreAllowed() {
    Config config = ConfigLoader.config(tree(SERVER), Map.of("WIKI_KEY", "secret"));

    var wiki = config.mcp().servers().values().iterator().next();

    assertThat(config.mcp().servers()).containsOnlyKeys("wiki");
    assertThat(wiki.command()).containsExactly("wiki-server");
    assertThat(wiki.env()).containsEntry("WIKI_KEY", "secret");
    assertThat(wiki.tools()).containsOnlyKeys("lookup");
    assertThat(config.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mcp.servers.wiki={url: \"https://x.example/\", token: plain, tools: {a: \"\"}}",
        "mcp.servers.wiki={command: [x], env: {WIKI_KEY: plain}, tools: {a: \"\"}}",
        "mcp.servers.wiki={url: \"https://x.example/?api_key=plain\", tools: {a: \"\"}}",
      })
  void secretsInPlainSightAreRefused(String setting) {
    assertThatThrownBy(() -> tree(setting))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("plain sight");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mcp.servers.wiki={tools: {a: \"\"}}",
        "mcp.servers.wiki={command: [x]}",
        "mcp.servers.Wi_ki={command: [x], tools: {a: \"\"}}",
        "mcp.servers.wiki={url: \"http://x.example/\", tools: {a: \"\"}}",
        "mcp.servers.wiki={comand: [x], tools: {a: \"\"}}",
      })
  void settingsThatCannotWorkStopTheStart(String setting) {
    assertThatThrownBy(() -> ConfigLoader.config(tree(setting), Map.of()))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("mcp.servers");
  }

  @Test
  void areNoPartOfAStoredRun() {
    var errand = new Errand(new Sources(new Sources.Internet(), List.of()), tree(SERVER));

    assertThat(errand.json()).doesNotContain("wiki");
    assertThat(errand.config(Map.of()).mcp().servers()).isEmpty();
  }

  @Test
  @Tag("slow")
  void areOfferedOnlyWhereARunMayGoOutAndHasAModel() throws Exception {
    var environment = new HashMap<String, String>();
    Child.environment(environment, Files.createDirectories(folder.resolve("other")));
    Map<String, ToolServerConfig> servers =
        Map.of(
            "own",
            new ToolServerConfig(
                Child.command("mcp"),
                environment,
                "",
                "",
                Map.of("search", "Searches what is known."),
                Duration.ofSeconds(60)));
    Config with = ConfigLoader.config(tree("model=openai:any"), Map.of());
    Config without = ConfigLoader.config(tree("model="), Map.of());
    try (var wiring =
        new Wiring(
            folder.resolve("home"), Map.of(), IndexingWatcher.NOBODY, new Config.Mcp(servers))) {
      List<OutsideTool> offered = wiring.tools(with, sources(new Sources.Internet()));

      assertThat(offered).extracting(one -> one.spec().name()).containsExactly("own__search");
      assertThat(offered.getFirst().spec().description()).startsWith("Searches what is known.");
      assertThat(wiring.tools(without, sources(new Sources.Internet()))).isEmpty();
      assertThat(wiring.tools(with, sources(new Sources.NoPages()))).isEmpty();
      assertThat(wiring.tools(with, sources(new Sources.Practice(1, 1)))).isEmpty();
      assertThat(wiring.tools(with, sources(new Sources.Site(URI.create("https://a.example/")))))
          .isEmpty();
    }
  }

  private static Sources sources(Sources.Pages pages) {
    return new Sources(pages, List.of("/documents"));
  }

  private SettingsTree tree(String setting) {
    int equals = setting.indexOf('=');
    return new ConfigLoader(Map.of(), folder)
        .load(
            Optional.empty(),
            List.of(
                new ConfigLoader.Flag(
                    setting.substring(0, equals), setting.substring(equals + 1), "--set")));
  }
}
