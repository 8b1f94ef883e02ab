package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"api-key\": \"swordfish\"}",
        "{\"password\": \"swordfish\"}",
        "{\"headers\": {\"Authorization\": \"Bearer swordfish\"}}",
        "{\"X-Api-Key\": [\"swordfish\"]}",
        "{\"accessToken\": \"swordfish\"}",
        "{\"url\": \"https://me:swordfish@host/path\"}",
        "{\"url\": \"https://host/path?a=1&api_key=swordfish&b=2\"}",
        "{\"wiring\": \"{\\\"password\\\":\\\"swordfish\\\"}\"}",
        "{\"wiring\": \"{\\\"password\\\":\\\"swordfish\"}"
      })
  void secretsAreHidden(String settings) {
    assertThat(Redaction.of(JsonMapper.shared().readTree(settings)).toString())
        .doesNotContain("swordfish")
        .contains("(hidden)");
  }

  @Test
  void whatIsNoSecretStays() {
    String settings =
        "{\"max-tokens\":5,\"key-name\":\"OPENAI_API_KEY\",\"api-key\":\"${KEY}\","
            + "\"url\":\"https://host/?q={query}&key=${KEY}\",\"mode\":\"slow\"}";

    assertThat(Redaction.of(JsonMapper.shared().readTree(settings)).toString()).isEqualTo(settings);
  }
}
