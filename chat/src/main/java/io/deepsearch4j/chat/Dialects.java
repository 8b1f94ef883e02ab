package io.deepsearch4j.chat;

import java.util.List;
import java.util.Locale;

/// The dialects there are.
public final class Dialects {
  /// The server's own fields for tools and calls.
  public static final Dialect OPENAI = new OpenAiDialect();

  /// ChatML with `<think>`, `<tool_call>` and `<tool_response>`: the Qwen family.
  public static final TextDialect HERMES = new HermesDialect();

  /// Turns, thoughts and calls between `[unusedN]` tokens: openPangu up to R-72B.
  public static final TextDialect PANGU_V1 = new PanguDialect();

  /// Shorthand for models of a few million parameters, without tools.
  public static final TextDialect NANO = new NanoDialect();

  /// The control tokens that a tokenizer for [#NANO] must have.
  public static final List<String> NANO_TOKENS = NanoDialect.TOKENS;

  private Dialects() {}

  /// The dialect of that name: `openai`, `hermes`, `pangu-v1` or `nano`.
  public static Dialect named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "openai" -> OPENAI;
      case "hermes" -> HERMES;
      case "pangu-v1" -> PANGU_V1;
      case "nano" -> NANO;
      default ->
          throw new IllegalArgumentException(
              "there is no dialect \"" + name + "\"; choose openai, hermes, pangu-v1 or nano");
    };
  }
}
