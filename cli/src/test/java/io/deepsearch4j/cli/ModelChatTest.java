package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.Thinking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ModelChatTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void answersGoToStandardOutputAndThoughtsBesideThem() {
    var model =
        ScriptedChatModel.of(ScriptedChatModel.thinking("Let me see.", "It is 330 m high."));

    chat(model, "", "How high is it?\n").talk();

    assertThat(out()).isEqualTo("It is 330 m high.\n");
    assertThat(err()).contains("Let me see.\n").contains("tokens read").contains("tokens/s");
  }

  @Test
  void eachQuestionIsAskedWithWhatWasSaidBeforeButWithoutThoughts() {
    var model =
        ScriptedChatModel.of(
            ScriptedChatModel.thinking("Hm.", "One."), ScriptedChatModel.saying("Two."));

    chat(model, "Be brief.", "first\n\nsecond\n/quit\nthird\n").talk();

    assertThat(model.requests().getLast().messages())
        .containsExactly(
            new Message.System("Be brief."),
            new Message.User("first"),
            new Message.Assistant("One.", "", List.of()),
            new Message.User("second"));
  }

  @Test
  void commandsChangeThePaceAndForget() {
    var model =
        ScriptedChatModel.of(
            ScriptedChatModel.saying("a"),
            ScriptedChatModel.saying("b"),
            ScriptedChatModel.saying("c"));

    chat(model, "", "one\n/fast\ntwo\n/reset\n/slow\n/help\nthree").talk();

    assertThat(model.requests())
        .extracting(ChatRequest::thinking)
        .containsExactly(Thinking.SLOW, Thinking.FAST, Thinking.SLOW);
    assertThat(model.requests().getLast().messages()).containsExactly(new Message.User("three"));
    assertThat(err()).contains("there is no /help");
  }

  @Test
  void aReplyThatFailsIsForgottenAndTheConversationGoesOn() {
    var model =
        ScriptedChatModel.answering(
            request -> {
              if (request.messages().getLast().text().equals("long")) {
                throw new ChatException(
                    ChatException.Kind.CONTEXT_OVERFLOW, "that is too long; say /reset");
              }
              return ScriptedChatModel.saying("fine");
            });

    chat(model, "", "long\nshort\n").talk();

    assertThat(err()).contains("that is too long; say /reset");
    assertThat(out()).endsWith("fine\n");
    assertThat(model.requests().getLast().messages()).containsExactly(new Message.User("short"));
  }

  @Test
  void nothingThatAModelWritesControlsTheTerminal() {
    var model =
        ScriptedChatModel.of(
            ScriptedChatModel.thinking("\u001b[2Jhm", "\u001b]0;x\u0007red\u202e"));

    chat(model, "", "x\n").talk();

    assertThat(out() + err()).doesNotContain("\u001b", "\u0007", "\u202e");
    assertThat(out()).contains("red");
  }

  private ModelChat chat(ChatModel model, String system, String typed) {
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            Map.of(),
            Path.of(""),
            0);
    var clock = new AtomicLong();
    return new ModelChat(
        console,
        model,
        system,
        Thinking.SLOW,
        Sampling.DEFAULT,
        () -> clock.getAndAdd(1_000_000_000));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
