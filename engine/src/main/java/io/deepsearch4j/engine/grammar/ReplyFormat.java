package io.deepsearch4j.engine.grammar;

import java.util.List;

/// How a model family marks calls and thoughts in its replies.
public enum ReplyFormat {
  /// Text, then one JSON array of calls between marks.
  PANGU("[unused11]", "[unused12]", "[unused16]", "[unused17]"),

  /// Text, then calls as JSON objects, each between marks of its own.
  HERMES("<tool_call>", "</tool_call>", "<think>", "</think>");

  /// What readers of replies take for the start of a call, whatever the family.
  static final List<String> CALL_STARTS =
      List.of("<tool_call>", "[unused11]", "<|tool_call_start|>");

  /// What they take for the start or the end of a thought.
  static final List<String> THOUGHT_MARKS =
      List.of("<think>", "<thinking>", "[unused16]", "</think>", "</thinking>", "[unused17]");

  private final String callStart;
  private final String callEnd;
  private final String thoughtStart;
  private final String thoughtEnd;

  ReplyFormat(String callStart, String callEnd, String thoughtStart, String thoughtEnd) {
    this.callStart = callStart;
    this.callEnd = callEnd;
    this.thoughtStart = thoughtStart;
    this.thoughtEnd = thoughtEnd;
  }

  String callStart() {
    return callStart;
  }

  String callEnd() {
    return callEnd;
  }

  String thoughtStart() {
    return thoughtStart;
  }

  String thoughtEnd() {
    return thoughtEnd;
  }
}
