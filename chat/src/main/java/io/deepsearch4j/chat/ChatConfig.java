package io.deepsearch4j.chat;

import java.util.Objects;

/// Which model to talk to, and how.
///
/// @param model `provider:model`, `provider/model`, or a bare name at an OpenAI-compatible endpoint
/// @param fastModel the model for fast replies, where it is another one; empty for the same
/// @param baseUrl where the endpoint is, up to and with `/v1`; empty for the provider's own
/// @param keyName the environment variable that holds the key; empty for the provider's own
/// @param dialect `openai`, `hermes`, `pangu-v1`, `nano`, or `auto`: guessed from the model's name
/// @param thinking how to switch thinking (see [ThinkingSwitch]), or `auto`
/// @param window how many tokens fit the model's context, prompt and reply together
public record ChatConfig(
    String model,
    String fastModel,
    String baseUrl,
    String keyName,
    String dialect,
    String thinking,
    int window,
    Price price,
    CallLimits limits) {

  public static final ChatConfig DEFAULT =
      new ChatConfig(
          "openai:gpt-5-mini", "", "", "", "auto", "auto", 131_072, Price.FREE, CallLimits.DEFAULT);

  public ChatConfig {
    Objects.requireNonNull(fastModel);
    Objects.requireNonNull(baseUrl);
    Objects.requireNonNull(keyName);
    Objects.requireNonNull(price);
    Objects.requireNonNull(limits);
    if (model.isBlank()) {
      throw new IllegalArgumentException(
          "chat.model is empty; name one, such as openai:gpt-5-mini");
    }
    if (window < 1_024) {
      throw new IllegalArgumentException("chat.window must be at least 1024, not " + window);
    }
    if (!dialect.equals("auto")) {
      Dialects.named(dialect);
    }
    if (!thinking.equals("auto")) {
      ThinkingSwitch.named(thinking);
    }
  }

  public ChatConfig withModel(String other) {
    return new ChatConfig(
        other, fastModel, baseUrl, keyName, dialect, thinking, window, price, limits);
  }

  public ChatConfig withBaseUrl(String other) {
    return new ChatConfig(
        model, fastModel, other, keyName, dialect, thinking, window, price, limits);
  }
}
