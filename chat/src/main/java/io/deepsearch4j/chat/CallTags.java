package io.deepsearch4j.chat;

/// The pair of tags that a model family puts around its tool calls.
public enum CallTags {
  HERMES("<tool_call>", "</tool_call>"),
  PANGU("[unused11]", "[unused12]"),
  PANGU_2("<|tool_call_start|>", "<|tool_call_end|>");

  private final String open;
  private final String close;

  CallTags(String open, String close) {
    this.open = open;
    this.close = close;
  }

  public String open() {
    return open;
  }

  public String close() {
    return close;
  }
}
