package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.chat.Conversation;
import io.deepsearch4j.chat.Dialects;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.engine.Prompt;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import io.deepsearch4j.engine.tokenizer.Tokenizers;
import io.deepsearch4j.trainer.Example.Role;
import io.deepsearch4j.trainer.tokenizer.TokenizerTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonExamplesTest {
  private static final String ASKED =
      "Tower 9 : maker\ntower.example /\nTower 9 is made by Iron Works.\nHome @12";

  @TempDir static Path folder;
  private static Tokenizer tokenizer;

  @BeforeAll
  static void learnsAVocabulary() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      texts.add(LessonFiles.words(lesson(Thinking.SLOW), Dialects.NANO));
    }
    TokenizerTraining.train(texts, 600, folder);
    tokenizer = Tokenizers.open(folder);
  }

  @Test
  void beginsWithExactlyWhatTheEngineIsAsked() {
    for (Thinking thinking : Thinking.values()) {
      Conversation lesson = lesson(thinking);
      int[] asked =
          Prompt.of(
              Dialects.NANO.renderText(
                  List.of(new Message.System("read"), new Message.User(ASKED)),
                  List.of(),
                  thinking),
              tokenizer);

      Example example = new LessonExamples(tokenizer, Dialects.NANO).of(lesson);

      assertThat(Arrays.copyOf(example.tokens(), asked.length)).containsExactly(asked);
      assertThat(
              tokenizer.decode(
                  Arrays.copyOfRange(example.tokens(), asked.length, example.tokens().length)))
          .contains("is Iron Works");
    }
  }

  @Test
  void learnsTheReplyAndItsEndAndReadsTheRest() {
    Conversation lesson = lesson(Thinking.SLOW);
    var examples = new LessonExamples(tokenizer, Dialects.NANO);
    int asked = examples.request(lesson).length;

    Example example = examples.of(lesson);

    for (int i = 0; i < example.tokens().length; i++) {
      Role role = example.role(i);
      assertThat(role == Role.TARGET || role == Role.DECISION)
          .as("token " + i)
          .isEqualTo(i >= asked);
    }
    assertThat(example.role(asked)).isEqualTo(Role.DECISION);
    int end = tokenizer.special(Dialects.NANO.turnEnd()).orElseThrow();
    assertThat(example.tokens()[example.tokens().length - 1]).isEqualTo(end);
  }

  @Test
  void aLessonWithoutAReplyIsRefused() {
    var lesson =
        new Conversation(
            List.of(new Message.System("read"), new Message.User(ASKED)), List.of(), Thinking.FAST);

    assertThatThrownBy(() -> new LessonExamples(tokenizer, Dialects.NANO).of(lesson))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("ends with the reply");
  }

  @Test
  void aCorruptLineIsNamedWithItsFile() throws IOException {
    Path lessons = Files.createDirectories(folder.resolve("lessons"));
    Files.writeString(
        lessons.resolve("broken-1.jsonl"),
        lesson(Thinking.FAST).toJsonLine() + "\n{\"format\":1}\n");

    assertThatThrownBy(() -> LessonFiles.of(lessons, "broken").forEach(_ -> {}))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("line 2 of")
        .hasMessageContaining("broken-1.jsonl");
    assertThatThrownBy(() -> LessonFiles.of(lessons, "others"))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("deepsearch practice lessons");
  }

  private static Conversation lesson(Thinking thinking) {
    String thought = thinking == Thinking.SLOW ? "Tower 9 is made by Iron Works." : "";
    return new Conversation(
        List.of(
            new Message.System("read"),
            new Message.User(ASKED),
            new Message.Assistant("is Iron Works", thought, List.of())),
        List.of(),
        thinking);
  }
}
