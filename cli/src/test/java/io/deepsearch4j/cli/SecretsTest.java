package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  private static final String SECRET = "swordfish-93";

  @TempDir Path folder;

  @Test
  void areReadFromTheEnvironmentAndStayOutOfTheTree() {
    Map<String, String> environment = Map.of("PG_PASSWORD", SECRET);
    SettingsTree settings = load(environment, "store.password", "${PG_PASSWORD}");

    assertThat(ConfigLoader.config(settings, environment).store().password()).isEqualTo(SECRET);
    assertThat(settings.tree().toString()).doesNotContain(SECRET).contains("${PG_PASSWORD}");
    assertThat(ConfigLoader.config(settings, environment).toString()).doesNotContain(SECRET);
  }

  @Test
  void givenAsASettingOfTheEnvironmentBecomeAReference() {
    Map<String, String> environment = Map.of("DEEPSEARCH_STORE_PASSWORD", SECRET);

    SettingsTree settings = new ConfigLoader(environment, folder).load(Optional.empty(), List.of());

    assertThat(settings.tree().toString()).doesNotContain(SECRET);
    assertThat(ConfigLoader.config(settings, environment).store().password()).isEqualTo(SECRET);
  }

  @Test
  void thatTheEnvironmentLacksAreNamed() {
    SettingsTree settings = load(Map.of(), "store.password", "${PG_PASSWORD}");

    assertThatThrownBy(() -> ConfigLoader.config(settings, Map.of()))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("store.password refers to ${PG_PASSWORD}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "store.password | swordfish-93",
        "store.jdbc-url | jdbc:postgresql://me:swordfish-93@host/db",
        "store.jdbc-url | jdbc:postgresql://host/db?password=swordfish-93",
        "chat.base-url | https://me:swordfish-93@host/v1",
        "search.templates | [{name: m, url: 'https://h/?q={query}&api_key=swordfish-93'}]",
        "search.templates | [{name: m, url: 'https://h/?q={query}', headers: {X-Api-Key: swordfish-93}}]"
      })
  void inPlainSightAreRefusedWithoutBeingQuoted(String key, String value) {
    assertThatThrownBy(() -> load(Map.of(), key, value))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("plain sight")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void ofOneVariableAreNotLookedUpAgain() {
    Map<String, String> environment = Map.of("A", "${B}", "B", SECRET);
    SettingsTree settings = load(environment, "store.password", "${A}");

    assertThat(ConfigLoader.config(settings, environment).store().password()).isEqualTo("${B}");
  }

  private SettingsTree load(Map<String, String> environment, String key, String value) {
    return new ConfigLoader(environment, folder)
        .load(Optional.empty(), List.of(new ConfigLoader.Flag(key, value, "--set")));
  }
}
