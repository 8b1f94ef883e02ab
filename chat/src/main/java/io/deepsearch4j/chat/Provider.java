package io.deepsearch4j.chat;

import java.util.Locale;
import java.util.Map;

/// Who serves models over the OpenAI protocol, where, and which variable holds the key.
enum Provider {
  OPENAI("https://api.openai.com/v1", "OPENAI_API_KEY"),
  ANTHROPIC("https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"),
  DASHSCOPE("https://dashscope.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY"),
  DEEPSEEK("https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
  GEMINI("https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"),
  GROQ("https://api.groq.com/openai/v1", "GROQ_API_KEY"),
  MISTRAL("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
  MOONSHOT("https://api.moonshot.cn/v1", "MOONSHOT_API_KEY"),
  OPENROUTER("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
  SILICONFLOW("https://api.siliconflow.cn/v1", "SILICONFLOW_API_KEY"),
  TOGETHER("https://api.together.xyz/v1", "TOGETHER_API_KEY"),
  XAI("https://api.x.ai/v1", "XAI_API_KEY"),
  ZHIPU("https://open.bigmodel.cn/api/paas/v4", "ZHIPU_API_KEY"),
  OLLAMA("http://127.0.0.1:11434/v1", "OLLAMA_API_KEY"),
  VLLM("http://127.0.0.1:8000/v1", "VLLM_API_KEY");

  private final String baseUrl;
  private final String keyName;

  Provider(String baseUrl, String keyName) {
    this.baseUrl = baseUrl;
    this.keyName = keyName;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String keyName() {
    return keyName;
  }

  /// The address, which a variable such as `OPENAI_BASE_URL` may move.
  String baseUrl(Map<String, String> environment) {
    String moved = environment.getOrDefault(name() + "_BASE_URL", "").strip();
    return moved.isEmpty() ? baseUrl : moved;
  }

  /// A model's name, and whose it is.
  record Named(Provider provider, String model) {}

  /// Reads `provider:model` and `provider/model`. What does not begin with a provider's name is a
  /// model at the OpenAI-compatible endpoint, slashes and colons and all.
  static Named parse(String spec) {
    for (Provider provider : values()) {
      for (String mark : new String[] {":", "/"}) {
        String prefix = provider.id() + mark;
        if (spec.toLowerCase(Locale.ROOT).startsWith(prefix) && spec.length() > prefix.length()) {
          return new Named(provider, spec.substring(prefix.length()).strip());
        }
      }
    }
    return new Named(OPENAI, spec.strip());
  }
}
