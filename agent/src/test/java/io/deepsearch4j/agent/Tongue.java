package io.deepsearch4j.agent;

import io.deepsearch4j.chat.CallLimits;
import io.deepsearch4j.chat.ChatConfig;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.chat.RemoteChatModel;
import io.deepsearch4j.chat.StubEndpoint;
import java.util.Map;

/// How models of a family put thoughts and calls on the wire, and how they are spoken to.
enum Tongue {
  OPENAI("openai", "OPENAI") {
    @Override
    StubEndpoint.Act calls(String thought, String tool, String arguments) {
      return StubEndpoint.calls("call-" + tool, tool, arguments);
    }
  },

  HERMES("hermes", "QWEN3") {
    @Override
    StubEndpoint.Act calls(String thought, String tool, String arguments) {
      return StubEndpoint.says(
          thought.isEmpty() ? "" : "<think>" + thought + "</think>",
          "<tool_call>\n{\"name\": \"" + tool + "\", \"arguments\": " + arguments,
          closes(arguments) ? "}\n</tool_call>" : "");
    }
  },

  PANGU_V1("pangu-v1", "PANGU") {
    @Override
    StubEndpoint.Act calls(String thought, String tool, String arguments) {
      return StubEndpoint.says(
          thought.isEmpty() ? "" : "[unused16]" + thought + "[unused17]",
          "[unused11][{\"name\": \"" + tool + "\", \"arguments\": " + arguments,
          closes(arguments) ? "}][unused12]" : "");
    }
  };

  private final String dialect;
  private final String thinking;

  Tongue(String dialect, String thinking) {
    this.dialect = dialect;
    this.thinking = thinking;
  }

  /// Thinks and calls one tool. Arguments without an end are where the model was cut off.
  ///
  /// @param thought empty for none; left out where thoughts travel apart
  abstract StubEndpoint.Act calls(String thought, String tool, String arguments);

  private static boolean closes(String arguments) {
    return arguments.endsWith("}");
  }

  /// The model behind an endpoint.
  RemoteChatModel at(StubEndpoint endpoint) {
    var config =
        new ChatConfig(
            "openai:stub-model",
            "",
            endpoint.baseUrl(),
            "",
            dialect,
            thinking,
            32_000,
            Price.FREE,
            CallLimits.DEFAULT);
    return RemoteChatModel.open(config, Map.of("OPENAI_API_KEY", "key"));
  }
}
