package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.agent.AgentConfig.Depth;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.chat.Thinking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @Test
  void knowsTheDefaults() {
    environment.put("DEEPSEARCH_HOME", folder.toString());

    Config config = config();

    assertThat(config.agent()).isEqualTo(Config.DEFAULT.agent());
    assertThat(config.web()).isEqualTo(Config.DEFAULT.web());
    assertThat(config.folder()).isEqualTo(folder);
  }

  @Test
  void flagsWinOverTheEnvironmentThatOverTheFile() throws IOException {
    file("agent: {max-steps: 10, max-minutes: 10, max-tokens: 1000}");
    environment.put("DEEPSEARCH_AGENT_MAX_STEPS", "20");
    environment.put("DEEPSEARCH_AGENT_MAX_MINUTES", "20");

    SettingsTree settings = load(new ConfigLoader.Flag("agent.max-steps", "30", "--set"));
    Config config = ConfigLoader.config(settings, environment);

    assertThat(config.agent().maxSteps()).isEqualTo(30);
    assertThat(config.agent().maxMinutes()).isEqualTo(20);
    assertThat(config.agent().maxTokens()).isEqualTo(1_000);
    assertThat(settings.origins())
        .containsEntry("agent.max-steps", "--set")
        .containsEntry("agent.max-minutes", "DEEPSEARCH_AGENT_MAX_MINUTES")
        .containsEntry("agent.max-tokens", folder.resolve("deepsearch.yaml").toString())
        .containsEntry("agent.window", "default");
  }

  @Test
  void readsEveryKindOfValue() throws IOException {
    file(
        """
        version: 1
        language: zh
        agent: {depth: quick, max-cost: 0.5, pace: {read: fast}}
        web: {connect-timeout: 250ms, allow: ["localhost:8000"]}
        search:
          rates: {wikipedia: 0.5}
          templates:
            - {name: mine, url: "https://api.example/?q={query}", results: /items}
        """);
    environment.put("DEEPSEARCH_DOCUMENTS_TIMEOUT", "2m");
    environment.put("DEEPSEARCH_SEARCH_ENGINES", "wikipedia, mine");

    Config config = config(new ConfigLoader.Flag("search.rates.mine", "3", "--set"));

    assertThat(config.agent().depth()).isEqualTo(Depth.QUICK);
    assertThat(config.agent().maxCost()).isEqualByComparingTo("0.5");
    assertThat(config.agent().pace().read()).isEqualTo(Thinking.FAST);
    assertThat(config.web().connectTimeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.web().allow()).containsExactly("localhost:8000");
    assertThat(config.documents().timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.search().engines()).containsExactly("wikipedia", "mine");
    assertThat(config.search().rates())
        .containsOnly(Map.entry("wikipedia", 0.5), Map.entry("mine", 3.0));
    assertThat(config.search().templates().getFirst().link()).isEqualTo("url");
  }

  @Test
  void anUnknownKeyStopsTheStartAndNamesTheNearest() throws IOException {
    file("agent: {max-step: 10}");

    assertThatThrownBy(() -> load())
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("agent.max-step ")
        .hasMessageContaining("deepsearch.yaml")
        .hasMessageContaining("did you mean agent.max-steps?");
  }

  @Test
  void anUnknownKeyOfATemplateIsNamed() throws IOException {
    file("search: {templates: [{name: mine, urll: x}]}");

    assertThatThrownBy(() -> load()).hasMessageContaining("did you mean url?");
  }

  @Test
  void anUnknownVariableStopsTheStart() {
    environment.put("DEEPSEARCH_AGENT_MAX_STEP", "10");

    assertThatThrownBy(() -> load())
        .hasMessageContaining("DEEPSEARCH_AGENT_MAX_STEP ")
        .hasMessageContaining("did you mean DEEPSEARCH_AGENT_MAX_STEPS?");
  }

  @Test
  void aWrongValueNamesKeyValueOriginAndWhatIsAllowed() {
    assertThatThrownBy(() -> config(new ConfigLoader.Flag("agent.depth", "deepest", "--depth")))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "agent.depth cannot be \"deepest\"; allowed are quick, standard, deep (--depth)");
    assertThatThrownBy(() -> config(new ConfigLoader.Flag("agent.max-steps", "many", "--set")))
        .hasMessageContaining("agent.max-steps cannot be \"many\"; a whole number is needed");
    assertThatThrownBy(() -> config(new ConfigLoader.Flag("web.fetch-timeout", "soon", "--set")))
        .hasMessageContaining("web.fetch-timeout cannot be \"soon\"")
        .hasMessageContaining("30s");
    assertThatThrownBy(() -> config(new ConfigLoader.Flag("agent.window", "5", "--set")))
        .hasMessage("agent.window must be at least 2000, not 5 (--set)");
    assertThatThrownBy(() -> config(new ConfigLoader.Flag("agent.max-steps", "1.5", "--set")))
        .hasMessageContaining("agent.max-steps");
  }

  @Test
  void aGroupIsNoValueAndAValueIsNoGroup() throws IOException {
    file("agent: 5");
    assertThatThrownBy(() -> load())
        .hasMessageContaining("agent")
        .hasMessageContaining("agent.attempts");

    file("model: [a, b]");
    assertThatThrownBy(() -> load())
        .hasMessageContaining("model")
        .hasMessageContaining("single value");
  }

  @Test
  void aFileThatIsNoSettingsIsRefused() throws IOException {
    file("version: 2");
    assertThatThrownBy(() -> load()).hasMessageContaining("reads version 1");

    file("just words");
    assertThatThrownBy(() -> load()).hasMessageContaining("does not hold settings");

    file("agent: {max-steps: 1, max-steps: 2}");
    assertThatThrownBy(() -> load()).hasMessageContaining("is not YAML at line");

    assertThatThrownBy(
            () ->
                new ConfigLoader(environment, folder)
                    .load(Optional.of(folder.resolve("none.yaml")), List.of()))
        .hasMessageContaining("none.yaml cannot be read");
  }

  @Test
  void partsFallBackToTheDefaultModel() throws IOException {
    file(
        """
        model: openai:large
        chat: {fast-model: openai:small}
        models: {reader: {model: openai:reader}, verifier: {fast-model: openai:quick}}
        """);

    Config config = config();

    assertThat(config.chat(Part.PLANNER).model()).isEqualTo("openai:large");
    assertThat(config.chat(Part.PLANNER).fastModel()).isEqualTo("openai:small");
    assertThat(config.chat(Part.READER).model()).isEqualTo("openai:reader");
    assertThat(config.chat(Part.READER).fastModel()).isEmpty();
    assertThat(config.chat(Part.VERIFIER).fastModel()).isEqualTo("openai:quick");
  }

  @Test
  void aModelForOnePartNeedsOneForTheOthers() {
    assertThatThrownBy(
            () -> config(new ConfigLoader.Flag("models.reader.model", "openai:x", "--set")))
        .hasMessageContaining("model is empty");
  }

  private void file(String yaml) throws IOException {
    Files.writeString(folder.resolve("deepsearch.yaml"), yaml);
  }

  private SettingsTree load(ConfigLoader.Flag... flags) {
    return new ConfigLoader(environment, folder).load(Optional.empty(), List.of(flags));
  }

  private Config config(ConfigLoader.Flag... flags) {
    return ConfigLoader.config(load(flags), environment);
  }
}
