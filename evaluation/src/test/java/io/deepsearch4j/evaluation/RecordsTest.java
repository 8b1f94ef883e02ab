package io.deepsearch4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deepsearch4j.agent.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
  private static final Task A = Given.task("a", "1");
  private static final Task B = Given.task("b", "2");
  private static final TaskSet TASKS = new TaskSet("two tasks", List.of(A, B));
  private static final Setting SLOW = new Setting("slow", Map.of("model", "m"));

  @TempDir Path folder;

  @Test
  void areThereAgainWhenOpenedAgain() {
    TaskRecord right = Given.record("slow", "a", true);
    try (Records records = Records.open(folder, TASKS)) {
      records.begin(SLOW);
      records.add(right);
    }

    try (Records again = Records.open(folder, TASKS)) {
      assertThat(again.all()).containsExactly(right);
      assertThat(again.isDone(SLOW, A)).isTrue();
      assertThat(again.isDone(SLOW, B)).isFalse();
      assertThat(again.isDone(new Setting("fast", Map.of()), A)).isFalse();
    }
  }

  @Test
  void aLineThatAKillCutShortIsLeftOut() throws IOException {
    try (Records records = Records.open(folder, TASKS)) {
      records.add(Given.record("slow", "a", true));
    }
    Path file = folder.resolve("records.jsonl");
    Files.writeString(file, "{\"setting\":\"slow\",\"ta", StandardOpenOption.APPEND);

    try (Records again = Records.open(folder, TASKS)) {
      again.add(Given.record("slow", "b", true));
    }

    assertThat(Files.readAllLines(file)).hasSize(3).allMatch(line -> line.endsWith("}"));
    try (Records third = Records.open(folder, TASKS)) {
      assertThat(third.all()).extracting(TaskRecord::task).containsExactly("a", "b");
    }
  }

  @Test
  void anErrorIsTriedAgainAndTheLaterRecordCounts() {
    try (Records records = Records.open(folder, TASKS)) {
      records.add(Given.record("slow", "a", false, Map.of(), RunState.FAILED));
      assertThat(records.open(SLOW, TASKS)).isEqualTo(2);
      records.add(Given.record("slow", "a", true));
    }

    try (Records again = Records.open(folder, TASKS)) {
      assertThat(again.all()).extracting(TaskRecord::right).containsExactly(true);
      assertThat(again.open(SLOW, TASKS)).isEqualTo(1);
    }
  }

  @Test
  void otherTasksAreRefused() {
    try (Records records = Records.open(folder, TASKS)) {
      records.begin(SLOW);
    }
    var others = new TaskSet("one task", List.of(A));

    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> Records.open(folder, others))
        .withMessageContaining("holds other tasks (two tasks) than those asked for (one task)");
  }

  @Test
  void anotherSettingOfTheSameNameIsRefused() {
    try (Records records = Records.open(folder, TASKS)) {
      records.begin(SLOW);
    }

    try (Records again = Records.open(folder, TASKS)) {
      again.begin(SLOW);
      again.begin(new Setting("fast", Map.of("model", "m")));
      assertThatExceptionOfType(EvaluationException.class)
          .isThrownBy(() -> again.begin(new Setting("slow", Map.of("model", "n"))))
          .withMessageContaining("\"slow\" under other terms (model was m and is n)");
    }
  }

  @Test
  void twoEvaluationsCannotWriteAtOnce() {
    try (Records _ = Records.open(folder, TASKS)) {
      assertThatExceptionOfType(EvaluationException.class)
          .isThrownBy(() -> Records.open(folder, TASKS))
          .withMessageContaining("is being written to by another evaluation");
    }
  }

  @Test
  void aDamagedFileIsNamedWithItsLine() throws IOException {
    Path file = folder.resolve("records.jsonl");
    String head = "{\"format\":\"deepsearch4j/records/1\"}\n";

    Files.writeString(file, head + "{\"setting\":\"slow\"}\n");
    refused("line 2 of " + file + " is no record");
    Files.writeString(file, head + "[]\n");
    refused("line 2 of " + file + " is no record");
    Files.writeString(file, "null\n");
    refused("line 1 of " + file + " is no record");
    Files.writeString(file, "{\"format\":\"other/1\"}\n");
    refused("its format is not deepsearch4j/records/1");
    Files.writeString(file, "a diary of one line");
    refused("its format is not deepsearch4j/records/1");
    assertThat(file).hasContent("a diary of one line");
    Files.writeString(file, head);
    Files.writeString(folder.resolve("evaluation.json"), "{}");
    refused("was not written by this version");
  }

  private void refused(String sentence) {
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> Records.open(folder, TASKS))
        .withMessageContaining(sentence);
  }

  @Test
  void twoTasksOfOneNameAreNoSet() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TaskSet("t", List.of(A, A)));
  }
}
