package io.deepsearch4j.chat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// How a model family is told to think fast or slow: by a tag in a message, by a field of the
/// request, or by another model.
public enum ThinkingSwitch {
  /// Nothing to switch.
  NONE,

  /// ` /no_think` at the end of the last user or tool message; slow is what it does anyway.
  ///
  /// A tag that was sent must be there again whenever the history is sent again, or the server's
  /// prefix cache is lost. So the tags are a function of the messages: a user or tool message
  /// before the end was asked fast if, and only if, the assistant's reply to it holds no reasoning.
  /// [#settle] makes that true of every reply before anyone keeps it.
  PANGU {
    @Override
    List<Message> mark(List<Message> messages, Thinking thinking) {
      return PanguTag.mark(messages, thinking);
    }

    @Override
    Message.Assistant settle(Message.Assistant reply, Thinking thinking) {
      return PanguTag.settle(reply, thinking);
    }
  },

  /// openPangu 2.0 on vLLM: `chat_template_kwargs.thinking`.
  PANGU_2 {
    @Override
    void write(ObjectNode body, Thinking thinking) {
      template(body, "thinking", thinking == Thinking.SLOW);
    }
  },

  /// Qwen3 hybrids on vLLM and SGLang: `chat_template_kwargs.enable_thinking`.
  QWEN3 {
    @Override
    void write(ObjectNode body, Thinking thinking) {
      template(body, "enable_thinking", thinking == Thinking.SLOW);
    }
  },

  /// Qwen3 hybrids at DashScope: `enable_thinking` beside the model name.
  QWEN3_HOSTED {
    @Override
    void write(ObjectNode body, Thinking thinking) {
      body.put("enable_thinking", thinking == Thinking.SLOW);
    }
  },

  /// DeepSeek's own service, and those that copied it: `thinking: {type}`.
  DEEPSEEK {
    @Override
    void write(ObjectNode body, Thinking thinking) {
      body.putObject("thinking").put("type", thinking == Thinking.SLOW ? "enabled" : "disabled");
    }
  },

  /// DeepSeek V3.1 and Granite on vLLM: `chat_template_kwargs.thinking`; fast is what they do
  /// anyway.
  DEEPSEEK_VLLM {
    @Override
    void write(ObjectNode body, Thinking thinking) {
      if (thinking == Thinking.SLOW) {
        template(body, "thinking", true);
      }
    }
  },

  /// `reasoning_effort`: `none` or `high`. What a model refuses is stepped down and remembered.
  OPENAI {
    @Override
    void write(ObjectNode body, Thinking thinking) {
      body.put("reasoning_effort", thinking == Thinking.SLOW ? "high" : "none");
    }
  },

  /// One model that thinks and one that does not.
  TWO_MODELS;

  /// The messages as they are sent, tags included. A pure function.
  List<Message> mark(List<Message> messages, Thinking thinking) {
    return messages;
  }

  /// The fields of the request.
  void write(ObjectNode body, Thinking thinking) {}

  /// The reply as it may be kept, so that [#mark] finds the same tags again.
  Message.Assistant settle(Message.Assistant reply, Thinking thinking) {
    return reply;
  }

  private static void template(ObjectNode body, String argument, boolean value) {
    body.putObject("chat_template_kwargs").put(argument, value);
  }

  /// The switch of that name: `none`, `pangu`, `pangu-2`, `qwen3`, `qwen3-hosted`, `deepseek`,
  /// `deepseek-vllm`, `openai` or `two-models`.
  static ThinkingSwitch named(String name) {
    var known = new ArrayList<String>();
    for (ThinkingSwitch each : values()) {
      String spelled = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (spelled.equals(name.toLowerCase(Locale.ROOT).replace('_', '-'))) {
        return each;
      }
      known.add(spelled);
    }
    throw new IllegalArgumentException(
        "there is no thinking switch \"" + name + "\"; choose one of " + String.join(", ", known));
  }

  /// The switch that a model of this name at this address most likely has.
  static ThinkingSwitch guess(String model, URI baseUrl) {
    String name = model.toLowerCase(Locale.ROOT);
    String host = baseUrl.getHost() == null ? "" : baseUrl.getHost().toLowerCase(Locale.ROOT);
    if (name.contains("pangu")) {
      return name.matches(".*pangu[-_]?(v?2([.-]|$)).*") ? PANGU_2 : PANGU;
    }
    if (name.contains("qwen3")) {
      // The 2507 models and the coders come as separate models, without a switch.
      if (name.contains("instruct") || name.contains("thinking") || name.contains("coder")) {
        return NONE;
      }
      return host.endsWith("aliyuncs.com") ? QWEN3_HOSTED : QWEN3;
    }
    if (host.endsWith("deepseek.com") || name.startsWith("mimo") || name.startsWith("glm-4.")) {
      return DEEPSEEK;
    }
    if (name.contains("deepseek-v3.") || name.contains("granite")) {
      return DEEPSEEK_VLLM;
    }
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.matches("(o[1-9]|gpt-[5-9]|gpt-oss).*") ? OPENAI : NONE;
  }
}
