package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRouteTest {
  @ParameterizedTest
  @CsvSource({
    "openai:gpt-x,openai,gpt-x,https://api.openai.com/v1",
    "deepseek/deepseek-chat,deepseek,deepseek-chat,https://api.deepseek.com/v1",
    "DashScope:qwen3-8b,dashscope,qwen3-8b,https://dashscope.aliyuncs.com/compatible-mode/v1",
    "openrouter:qwen/qwen3-8b,openrouter,qwen/qwen3-8b,https://openrouter.ai/api/v1",
    "Qwen/Qwen3-8B,openai,Qwen/Qwen3-8B,https://api.openai.com/v1",
    "qwen3:8b,openai,qwen3:8b,https://api.openai.com/v1",
    "vllm:org/openPangu-Embedded-7B,vllm,org/openPangu-Embedded-7B,http://127.0.0.1:8000/v1"
  })
  void readsBothWaysOfNamingAModel(String spec, String provider, String model, String baseUrl) {
    ModelRoute route = ModelRoute.of(ChatConfig.DEFAULT.withModel(spec), Map.of());

    assertThat(route.provider()).isEqualTo(provider);
    assertThat(route.model()).isEqualTo(model);
    assertThat(route.baseUrl()).hasToString(baseUrl);
  }

  @Test
  void refusesAKeyThatCannotBeSentWithoutShowingIt() {
    Map<String, String> environment = Map.of("OPENAI_API_KEY", "sk-odd\nkey");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelRoute.of(ChatConfig.DEFAULT, environment))
        .withMessageContaining("OPENAI_API_KEY")
        .withMessageNotContaining("odd");
  }

  @Test
  void speaksPanguWithPanguOnly() {
    assertThat(
            ModelRoute.of(ChatConfig.DEFAULT.withModel("vllm:openPangu-R-72B"), Map.of()).dialect())
        .isSameAs(Dialects.PANGU_V1);
    assertThat(ModelRoute.of(ChatConfig.DEFAULT.withModel("vllm:Qwen3-8B"), Map.of()).dialect())
        .isSameAs(Dialects.OPENAI);
  }

  @Test
  void takesTheAddressFromSettingThenVariableThenProvider() {
    Map<String, String> environment = Map.of("OPENAI_BASE_URL", "http://env/v1/");
    ChatConfig set = ChatConfig.DEFAULT.withBaseUrl("http://set/v1");

    assertThat(ModelRoute.of(set, environment).baseUrl()).hasToString("http://set/v1");
    assertThat(ModelRoute.of(ChatConfig.DEFAULT, environment).baseUrl())
        .hasToString("http://env/v1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host/v1", "ftp://host/v1", "http://user:pass-word@host/v1", "http://", "::"})
  void refusesAnAddressThatIsNone(String baseUrl) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelRoute.of(ChatConfig.DEFAULT.withBaseUrl(baseUrl), Map.of()))
        .withMessageContaining("chat.base-url")
        .withMessageNotContaining("pass-word");
  }

  @Test
  void namesTheVariableOfAKeyThatIsMissing() {
    ChatConfig config = ChatConfig.DEFAULT.withModel("openai:any");

    assertThat(ModelRoute.of(config, Map.of()).missingKey()).contains("OPENAI_API_KEY");
    assertThat(ModelRoute.of(config, Map.of("OPENAI_API_KEY", "k")).missingKey()).isEmpty();
    assertThat(ModelRoute.of(config.withBaseUrl("http://127.0.0.1:8000/v1"), Map.of()).missingKey())
        .isEmpty();
  }
}
