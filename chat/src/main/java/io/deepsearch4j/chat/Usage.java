package io.deepsearch4j.chat;

/// Tokens of one reply, as the server counted them.
///
/// @param prompt all tokens sent, cached ones included
/// @param cached those of them that the server had already
/// @param completion all tokens written, reasoning included
/// @param reasoning those of them spent on thinking
public record Usage(long prompt, long cached, long completion, long reasoning) {

  public static final Usage NONE = new Usage(0, 0, 0, 0);

  public Usage plus(Usage other) {
    return new Usage(
        prompt + other.prompt,
        cached + other.cached,
        completion + other.completion,
        reasoning + other.reasoning);
  }

  public long total() {
    return prompt + completion;
  }
}
