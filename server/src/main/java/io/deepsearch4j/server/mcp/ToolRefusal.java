package io.deepsearch4j.server.mcp;

/// A call cannot be answered as it was made. The message is a sentence for the model that made it.
public final class ToolRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ToolRefusal(String sentence) {
    super(sentence);
  }

  public ToolRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
