package io.deepsearch4j.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A configuration worked out: which model, where, in which dialect, with which key.
///
/// @param fastModel the same as `model` where there is no other
public record ModelRoute(
    String provider,
    String model,
    String fastModel,
    URI baseUrl,
    ApiKey key,
    Dialect dialect,
    ThinkingSwitch thinking) {

  /// Works out a configuration with the variables of an environment.
  public static ModelRoute of(ChatConfig config, Map<String, String> environment) {
    Provider.Named named = Provider.parse(config.model());
    String fast =
        config.fastModel().isBlank() ? named.model() : Provider.parse(config.fastModel()).model();
    String keyName =
        config.keyName().isBlank() ? named.provider().keyName() : config.keyName().strip();
    URI base =
        address(
            config.baseUrl().isBlank()
                ? named.provider().baseUrl(environment)
                : config.baseUrl().strip());
    ApiKey key = new ApiKey(keyName, environment.getOrDefault(keyName, ""));
    ThinkingSwitch thinking =
        !config.thinking().equals("auto")
            ? ThinkingSwitch.named(config.thinking())
            : fast.equals(named.model())
                ? ThinkingSwitch.guess(named.model(), base)
                : ThinkingSwitch.TWO_MODELS;
    return new ModelRoute(
        named.provider().id(),
        named.model(),
        fast,
        base,
        key,
        dialect(config.dialect(), named.model()),
        thinking);
  }

  private static Dialect dialect(String wanted, String model) {
    if (!wanted.equals("auto")) {
      return Dialects.named(wanted);
    }
    ThinkingSwitch family = ThinkingSwitch.guess(model, URI.create("http://localhost/"));
    return family == ThinkingSwitch.PANGU ? Dialects.PANGU_V1 : Dialects.OPENAI;
  }

  private static URI address(String text) {
    if (text.contains("@")) {
      throw new IllegalArgumentException(
          "chat.base-url must not hold a user or password; put the key into its variable");
    }
    URI uri = parsed(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "chat.base-url must be an address like https://host/v1, not " + text);
    }
    return uri;
  }

  private static URI parsed(String text) {
    try {
      return new URI(text.replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "chat.base-url must be an address like https://host/v1, not " + text, e);
    }
  }

  /// The variable that should hold a key and does not. An endpoint without encryption is taken for
  /// one of the user's own, which may need none.
  public Optional<String> missingKey() {
    return key.isMissing() && baseUrl.getScheme().equalsIgnoreCase("https")
        ? Optional.of(key.name())
        : Optional.empty();
  }

  /// Which model answers at this speed.
  String model(Thinking speed) {
    return this.thinking == ThinkingSwitch.TWO_MODELS && speed == Thinking.FAST ? fastModel : model;
  }

  URI at(String path) {
    return URI.create(baseUrl + path);
  }
}
