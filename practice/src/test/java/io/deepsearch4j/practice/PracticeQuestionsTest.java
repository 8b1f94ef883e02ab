package io.deepsearch4j.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
  void asksTheSameOfTheSameSeedOnAnyPort() {
    try (PracticeWeb again = PracticeWeb.start(3, 0)) {
      QuestionWish wish = QuestionWish.of(3, 60).with(Findability.NOT_INDEXED);

      List<PracticeQuestion> second = again.questions().of(wish);

      assertThat(second)
          .extracting(PracticeQuestion::id, PracticeQuestion::text, PracticeQuestion::answer)
          .containsExactlyElementsOf(
              web.questions().of(wish).stream()
                  .map(question -> tuple(question.id(), question.text(), question.answer()))
                  .toList());
    }
  }

  @Test
  void rejectsTheAnswersOfItsOtherQuestions() {
    List<PracticeQuestion> questions = web.questions().of(QuestionWish.of(2, 60));

    for (PracticeQuestion question : questions) {
      assertThat(questions)
          .filteredOn(other -> !other.answer().equals(question.answer()))
          .filteredOn(other -> !question.aliases().contains(other.answer()))
          .filteredOn(other -> question.accepts(other.answer()))
          .as(question.text() + " -> " + question.answer())
          .isEmpty();
    }
  }

  @Test
  void keepsToTheWishedLanguageAndFindability() {
    List<PracticeQuestion> questions =
        web.questions().of(QuestionWish.of(1, 50).in("zh").with(Findability.INDEXED));

    assertThat(questions).isNotEmpty();
    assertThat(questions)
        .allSatisfy(question -> assertThat(question.language()).isEqualTo("zh"))
        .allSatisfy(question -> assertThat(question.indexed()).isTrue());
  }
}
