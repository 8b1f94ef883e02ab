package io.deepsearch4j.chat;

import java.util.List;

/// How many tokens a text has, guessed without its tokenizer and corrected by what servers counted.
///
/// A Chinese, Japanese or Korean character counts one, any other 1/3.5. Each observation moves the
/// ratio by a fifth of the way, so that one odd count does little.
///
/// @param ratio tokens counted per token guessed
public record TokenEstimate(double ratio) {
  private static final double OTHERS_PER_TOKEN = 3.5;
  private static final double WEIGHT = 0.2;
  private static final int TURN = 4;

  public static final TokenEstimate DEFAULT = new TokenEstimate(1);

  public TokenEstimate {
    if (!(ratio >= 0.1 && ratio <= 10)) {
      throw new IllegalArgumentException("a ratio must be 0.1 to 10, not " + ratio);
    }
  }

  public long tokens(String text) {
    return Math.round(Math.ceil(raw(text) * ratio));
  }

  public long tokens(List<Message> messages) {
    double raw = 0;
    for (Message message : messages) {
      raw += TURN + raw(message.text());
      if (message instanceof Message.Assistant(var _, var _, var calls)) {
        for (ToolCall call : calls) {
          raw += TURN + raw(call.tool()) + raw(call.arguments());
        }
      }
    }
    return Math.round(Math.ceil(raw * ratio));
  }

  /// All that a request sends.
  public long tokens(ChatRequest request) {
    double raw = 0;
    for (ToolSpec tool : request.tools()) {
      raw += TURN + raw(tool.name()) + raw(tool.description()) + raw(tool.parameters());
    }
    return tokens(request.messages()) + Math.round(Math.ceil(raw * ratio));
  }

  /// The estimate that knows one more count.
  ///
  /// @param guessed what this estimate said
  /// @param counted what the server said
  public TokenEstimate observed(long guessed, long counted) {
    if (guessed <= 0 || counted <= 0) {
      return this;
    }
    double seen = ratio * counted / guessed;
    double moved = ratio + WEIGHT * (seen - ratio);
    return new TokenEstimate(Math.clamp(moved, 0.1, 10));
  }

  private static double raw(String text) {
    long wide = text.codePoints().filter(TokenEstimate::isWide).count();
    long all = text.codePointCount(0, text.length());
    return wide + (all - wide) / OTHERS_PER_TOKEN;
  }

  private static boolean isWide(int point) {
    return (point >= 0x2E80 && point <= 0x9FFF)
        || (point >= 0xAC00 && point <= 0xD7AF)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0x20000 && point <= 0x3FFFF);
  }
}
