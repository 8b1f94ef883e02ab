package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.StubEndpoint;
import io.deepsearch4j.server.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The settings as the server shows and tries them.
class ServedSettingsTest {
  private static final String KEY = "sk-swordfish-94-swordfish";

  @TempDir private Path folder;

  /// What is done with settings that are served.
  private interface Use {
    void of(Settings settings) throws InterruptedException;
  }

  @Test
  void aModelThatAnswersWorks() throws InterruptedException {
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      endpoint.plays(StubEndpoint.says("ready"));

      with(
          endpoint,
          settings -> {
            Settings.Trial trial = settings.tryModel();

            assertThat(trial.works()).as(trial.sentence()).isTrue();
            assertThat(trial.sentence()).contains("answers");
          });
    }
  }

  @Test
  void aModelThatRefusesIsToldWithoutTheKeyItQuotes() throws InterruptedException {
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      endpoint.plays(StubEndpoint.refuses(401, "the key " + KEY + " is unknown here"));

      with(
          endpoint,
          settings -> {
            Settings.Trial trial = settings.tryModel();

            assertThat(trial.works()).isFalse();
            assertThat(trial.sentence()).contains("OPENAI_API_KEY").doesNotContain("swordfish");
          });
    }
  }

  @Test
  void aModelThatIsSilentIsNotWaitedForLong() throws InterruptedException {
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      endpoint.plays(StubEndpoint.hangs());

      with(
          endpoint,
          settings -> {
            Settings.Trial trial = settings.tryModel();

            assertThat(trial.works()).isFalse();
            assertThat(trial.sentence()).contains("no answer came within").contains("base-url");
          });
    }
  }

  @Test
  void withoutAModelTheCureIsNamed() throws InterruptedException {
    with(
        Map.of(),
        List.of(),
        settings ->
            assertThat(settings.tryModel())
                .satisfies(trial -> assertThat(trial.works()).isFalse())
                .satisfies(trial -> assertThat(trial.sentence()).contains("the setting model")));
  }

  @Test
  void aSearchEngineThatIsNotThereIsNamed() throws InterruptedException {
    with(
        Map.of("SEARXNG_URL", "http://127.0.0.1:1/"),
        List.of(),
        settings -> {
          Settings.Trial trial = settings.trySearch();

          assertThat(trial.works()).isFalse();
          assertThat(trial.sentence()).contains("searxng");
        });
  }

  @Test
  void everySettingIsShownWithItsOriginAndSecretsWithoutTheirValue() throws InterruptedException {
    with(
        Map.of("DEEPSEARCH_STORE_PASSWORD", "swordfish-95", "ADA_TOKEN", "swordfish-96-swordfish"),
        List.of(
            new ConfigLoader.Flag("agent.max-steps", "7", "--set"),
            new ConfigLoader.Flag("server.users", "{ada: \"${ADA_TOKEN}\"}", "--set"),
            new ConfigLoader.Flag("chat.key-name", "swordfish97swordfish", "--set"),
            new ConfigLoader.Flag(
                "server.traces", "http://127.0.0.1:4318/v1/traces?sig=swordfish-98", "--set")),
        settings -> {
          assertThat(settings.all())
              .contains(
                  setting("agent.max-steps", "7", Settings.Origin.FLAG, false, true),
                  setting("agent.max-cost", "0", Settings.Origin.DEFAULT, false, true),
                  setting("language", "", Settings.Origin.DEFAULT, false, false),
                  setting("store.password", "", Settings.Origin.ENVIRONMENT, true, true),
                  setting("server.token", "", Settings.Origin.DEFAULT, true, false),
                  setting("server.users", "", Settings.Origin.FLAG, true, true),
                  setting("chat.key-name", "", Settings.Origin.FLAG, true, true));
          assertThat(settings.all().toString()).doesNotContain("swordfish");
        });
  }

  private static Settings.Setting setting(
      String key, String value, Settings.Origin origin, boolean secret, boolean set) {
    return new Settings.Setting(key, value, origin, secret, set);
  }

  private void with(StubEndpoint endpoint, Use use) throws InterruptedException {
    with(
        Map.of("OPENAI_API_KEY", KEY),
        List.of(
            new ConfigLoader.Flag("model", "openai:stub-model", "--set"),
            new ConfigLoader.Flag("chat.base-url", endpoint.baseUrl().toString(), "--set"),
            new ConfigLoader.Flag("chat.limits.tries", "1", "--set")),
        use);
  }

  private void with(Map<String, String> environment, List<ConfigLoader.Flag> flags, Use use)
      throws InterruptedException {
    var all = new ArrayList<>(flags);
    all.add(new ConfigLoader.Flag("home", folder.resolve("home").toString(), "--set"));
    SettingsTree tree = new ConfigLoader(environment, folder).load(Optional.empty(), all);
    Config config = ConfigLoader.config(tree, environment);
    KnownSecrets secrets = KnownSecrets.of(environment).and(tree, environment);
    try (var wiring = new Wiring(config.folder(), environment, IndexingWatcher.NOBODY)) {
      use.of(
          new ServedSettings(
              new ShownSettings(tree, secrets, environment).all(),
              new Doctor(config, wiring, environment),
              secrets,
              Duration.ofSeconds(3)));
    }
  }
}
