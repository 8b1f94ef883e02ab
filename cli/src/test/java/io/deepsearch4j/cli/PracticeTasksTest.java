package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.evaluation.Task;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish.Findability;
import java.util.List;
import org.junit.jupiter.api.Test;

class PracticeTasksTest {
  @Test
  void questionsAreSpreadEvenlyOverSeedsAndTagged() {
    try (PracticeWeb seven = PracticeWeb.start(7, 0);
        PracticeWeb eight = PracticeWeb.start(8, 0)) {
      var wish = new PracticeTasks.Wish(List.of(7L, 8L), List.of(1L, 3L), 5, "en", Findability.ANY);

      List<Task> tasks = PracticeTasks.of(wish, seed -> seed == 7 ? seven : eight);

      assertThat(tasks).hasSize(10).allMatch(task -> task.language().equals("en"));
      assertThat(tasks.subList(0, 5)).allMatch(task -> tag(task, "hops").equals("1"));
      assertThat(tasks.subList(5, 10)).allMatch(task -> tag(task, "hops").equals("3"));
      assertThat(tasks.stream().filter(task -> PracticeTasks.seed(task) == 7)).hasSize(6);
      assertThat(tasks).allMatch(task -> task.isRight(task.gold()));
      assertThat(tasks).noneMatch(task -> task.isRight("nobody knows"));
      assertThat(tasks)
          .allMatch(task -> List.of("yes", "no").contains(tag(task, "indexed")))
          .allMatch(task -> tag(task, "read").matches("page|pdf|xlsx|csv|docx|pptx|txt"));
    }
  }

  private static String tag(Task task, String name) {
    return task.tags().getOrDefault(name, "");
  }

  @Test
  void aWishNamesAFolder() {
    var wish =
        new PracticeTasks.Wish(
            List.of(9001L, 9002L, 9003L), List.of(1L, 2L, 4L), 20, "zh", Findability.NOT_INDEXED);

    assertThat(wish.words()).isEqualTo("practice-9001-9003-hops-1.2.4-of-20-zh-not-indexed");
  }
}
