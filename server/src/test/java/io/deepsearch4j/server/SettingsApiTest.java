package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Settings over HTTP: for whoever runs the server, and never a secret.
class SettingsApiTest {
  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder, Tower.model());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everySettingComesWithItsOriginAndSecretsWithoutTheirValue() {
    Client.Got got = server.client().get("api/v1/settings");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json().path("settings").path(0))
        .hasToString(
            "{\"key\":\"agent.max-steps\",\"value\":\"40\",\"origin\":\"file\",\"secret\":false,"
                + "\"set\":true}");
    assertThat(got.json().path("settings").path(3))
        .hasToString(
            "{\"key\":\"server.token\",\"value\":\"\",\"origin\":\"environment\",\"secret\":true,"
                + "\"set\":true}");
  }

  @Test
  void aSecretWithAValueCannotEvenBeMade() {
    assertThatThrownBy(
            () ->
                new Settings.Setting("server.token", "swordfish", Settings.Origin.FILE, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void whatWorksAndWhatDoesNotIsToldInASentence() {
    Client.Got model = tried("model");
    Client.Got search = tried("search");

    assertThat(model.json().path("works").asBoolean()).isTrue();
    assertThat(model.json().path("sentence").asString())
        .isEqualTo(ScriptedSettings.MODEL.sentence());
    assertThat(search.json().path("works").asBoolean()).isFalse();
    assertThat(search.json().path("sentence").asString())
        .isEqualTo(ScriptedSettings.SEARCH.sentence());
  }

  @Test
  void nobodyButTheOwnerSeesOrTriesThem() {
    Client ada = server.client(TestServer.ADA);

    assertThat(ada.get("api/v1/settings").status()).isEqualTo(403);
    assertThat(ada.post("api/v1/settings/test", "{\"what\":\"model\"}").status()).isEqualTo(403);
    assertThat(server.client("").get("api/v1/settings").status()).isEqualTo(401);
  }

  @Test
  void trialsAreLimitedBecauseTheyMayCost() {
    for (int i = 0; i < 10; i++) {
      assertThat(tried("model").status()).isEqualTo(200);
    }

    Client.Got oneMore = tried("model");

    assertThat(oneMore.status()).isEqualTo(429);
    assertThat(Long.parseLong(oneMore.header("Retry-After"))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"what\":null}",
        "{\"what\":\"database\"}",
        "{\"what\":\"model\",\"base_url\":\"http://evil.example\"}"
      })
  void otherTrialsThereAreNot(String body) {
    assertThat(server.client().post("api/v1/settings/test", body).status()).isEqualTo(422);
  }

  private Client.Got tried(String what) {
    return server.client().post("api/v1/settings/test", "{\"what\":\"" + what + "\"}");
  }
}
