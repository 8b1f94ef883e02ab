package io.deepsearch4j.server.mcp;

/// A server of tools does not do what it should. The message is a sentence for whoever runs us.
final class ToolServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ToolServerException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
