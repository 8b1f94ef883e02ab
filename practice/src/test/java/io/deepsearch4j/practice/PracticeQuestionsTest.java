package io.deepsearch4j.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.practice.QuestionWish.Clarity;
import io.deepsearch4j.practice.QuestionWish.Findability;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PracticeQuestionsTest {
  private static PracticeWeb web;

  @BeforeAll
  static void start() {
    web = PracticeWeb.start(3, 0);
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void asksQuestionsOfEveryLength(int hops) {
    List<PracticeQuestion> questions = web.questions().of(QuestionWish.of(hops, 40));

    assertThat(questions).hasSize(40);
    assertThat(questions).extracting(PracticeQuestion::text).doesNotHaveDuplicates();
    assertThat(questions).allSatisfy(question -> assertThat(question.hops()).isEqualTo(hops));
    assertThat(questions).extracting(PracticeQuestion::language).contains("en", "zh");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void asksVaguely(int hops) {
    List<PracticeQuestion> questions =
        web.questions().of(QuestionWish.of(hops + 1, 20).with(Clarity.FUZZY));

    assertThat(questions).hasSizeGreaterThan(10);
  }

  @Test
  void acceptsItsOwnAnswersAndNoOthers() {
    for (int hops = 1; hops <= 5; hops++) {
      List<PracticeQuestion> questions =
          web.questions().of(QuestionWish.of(hops, 30).with(Findability.NOT_INDEXED));

      assertThat(questions)
          .allSatisfy(question -> assertThat(question.accepts(question.answer())).isTrue());
    }
  }
}
