package io.deepsearch4j.cli;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.report.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A conversation with one model: questions in, answers out as they are written, what the model
/// thinks beside them on standard error.
final class ModelChat {
  private final Console console;
  private final Screen screen;
  private final ChatModel model;
  private final String system;
  private final Sampling sampling;
  private final LongSupplier nanos;
  private final List<Message> messages = new ArrayList<>();
  private Thinking thinking;

  /// @param system what the model is told first; empty for nothing
  ModelChat(
      Console console,
      ChatModel model,
      String system,
      Thinking thinking,
      Sampling sampling,
      LongSupplier nanos) {
    this.console = console;
    this.screen = new Screen(console.err(), console.columns());
    this.model = model;
    this.system = system;
    this.thinking = thinking;
    this.sampling = sampling;
    this.nanos = nanos;
    forget();
  }

  private void forget() {
    messages.clear();
    if (!system.isBlank()) {
      messages.add(new Message.System(system));
    }
  }

  /// Talks until somebody types `/quit` or nothing more.
  void talk() {
    console.tell("type a question, or /fast, /slow, /reset, /quit");
    var lines = new TypedLines(console.in());
    for (var line = prompted(lines); line.isPresent(); line = prompted(lines)) {
      String text = line.get().strip();
      switch (text) {
        case "" -> {}
        case "/quit" -> {
          return;
        }
        case "/fast" -> thinking = Thinking.FAST;
        case "/slow" -> thinking = Thinking.SLOW;
        case "/reset" -> forget();
        default -> turn(text);
      }
    }
  }

  private Optional<String> prompted(TypedLines lines) {
    if (screen.isTerminal()) {
      console.err().print("> ");
      console.err().flush();
    }
    return lines.next();
  }

  /// A question of a longer conversation: what goes wrong ends the reply and not the conversation.
  private void turn(String text) {
    if (text.matches("/[a-z]+")) {
      console.tell(
          "there is no " + Plain.line(text, 40) + "; there are /fast, /slow, /reset, /quit");
      return;
    }
    int before = messages.size();
    try {
      var _ = ask(text);
    } catch (ChatException e) {
      console.out().println();
      messages.subList(before, messages.size()).clear();
      console.tell(String.valueOf(e.getMessage()));
    } finally {
      // Ctrl-C ends a reply; the next one is to be whole.
      var _ = Thread.interrupted();
    }
  }

  /// Asks one question and prints the answer.
  Reply ask(String text) {
    messages.add(new Message.User(text));
    var request = new ChatRequest(messages, List.of(), thinking, sampling, "");
    var printing = new ReplyPrinting(console, nanos);
    Reply reply;
    try (var _ =
        new CtrlC(screen, "cancelling (press again to quit)", Thread.currentThread()::interrupt)) {
      reply = model.reply(request, printing);
    }
    printing.end(reply);
    // What was thought is not shown to the model again.
    messages.add(new Message.Assistant(reply.message().text(), "", List.of()));
    return reply;
  }
}
