package io.deepsearch4j.chat;

import java.util.List;
import java.util.Set;

/// How a model family writes calls, results and thoughts: messages into what is sent, and what
/// comes back into a message. Stateless.
///
/// Reading is alike for all of them (see `AssistantReader`): each understands the tags of the
/// others as well, because servers swap and lose templates; only the dialect's own tags count as
/// [ToolCall.Parse#STRICT].
public sealed interface Dialect permits OpenAiDialect, TextDialect {

  String name();

  /// What an OpenAI-compatible server gets. A pure function, and an appended message never changes
  /// what stands before it, so that the server's prefix cache keeps its worth.
  List<WireMessage> render(List<Message> messages, List<ToolSpec> tools);

  /// Whether tools travel in the server's own field instead of the system text.
  boolean offersToolsApart();

  /// Where generation must stop, lest the model invent the result of its own call.
  List<String> stops();

  /// What this family puts around its calls; empty where calls travel apart.
  Set<CallTags> tags();

  /// Understands what the model wrote in answer to the request.
  default Understood parse(Written written, ChatRequest request) {
    return new AssistantReader(tags(), request).read(written);
  }
}
