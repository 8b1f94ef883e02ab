package io.deepsearch4j.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.practice.QuestionWish.Clarity;
import io.deepsearch4j.practice.QuestionWish.Findability;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GoldenPathTest {
  private static final Map<URI, Browser.Answer> SEEN = new HashMap<>();
  private static final Map<URI, String> TEXTS = new HashMap<>();

  private static PracticeWeb web;
  private static List<PracticeQuestion> questions;

  @BeforeAll
  static void start() {
    web = PracticeWeb.start(2025, 0);
    questions = new ArrayList<>();
    for (int hops = 1; hops <= 5; hops++) {
      for (Findability findability : Findability.values()) {
        questions.addAll(web.questions().of(QuestionWish.of(hops, 40).with(findability)));
      }
      questions.addAll(web.questions().of(QuestionWish.of(hops, 20).with(Clarity.FUZZY)));
    }
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  @Test
  void leadsFromTheIndexToEveryFactByLinksThatArePublished() {
    Set<URI> indexed = new HashSet<>(web.indexed());

    assertThat(questions).hasSizeGreaterThan(400);
    for (PracticeQuestion question : questions) {
      List<URI> path = question.goldenPath();
      for (int i = 0; i < path.size(); i++) {
        boolean entered =
            indexed.contains(path.get(i)) || (i > 0 && leads(path.get(i - 1), path.get(i)));
        assertThat(entered).as(question.text() + " at " + path.get(i)).isTrue();
      }
      List<URI> needed = question.factIds().stream().map(id -> web.facts().fact(id).url()).toList();
      assertThat(path).as(question.text()).containsAll(needed);
    }
  }

  @Test
  void endsWhereTheAnswerStands() {
    for (PracticeQuestion question : questions) {
      URI last = question.goldenPath().getLast();
      String text = text(last);

      List<String> forms = new ArrayList<>(question.aliases());
      forms.add(question.answer());

      assertThat(forms.stream().map(AnswerMatch::normal))
          .as(question.text() + " at " + last)
          .anyMatch(text::contains);
    }
  }

  @Test
  void keepsHiddenAnswersOffEveryIndexedPage() {
    List<String> pages = web.indexed().stream().map(GoldenPathTest::text).toList();
    List<PracticeQuestion> hidden =
        questions.stream().filter(question -> !question.indexed()).toList();

    assertThat(hidden).hasSizeGreaterThan(150);
    for (PracticeQuestion question : hidden) {
      String answer = AnswerMatch.normal(question.answer());
      assertThat(pages).as(question.text()).noneMatch(page -> page.contains(answer));
    }
  }

  @Test
  void neverGivesTheAnswerAwayInTheQuestion() {
    for (PracticeQuestion question : questions) {
      assertThat(AnswerMatch.normal(question.text()))
          .doesNotContain(AnswerMatch.normal(question.answer()));
    }
  }

  @Test
  void agreesWithTheFactTableOnEveryStepAndLeavesNoOtherAnswer() {
    for (PracticeQuestion question : questions) {
      Fact last = web.facts().fact(question.factIds().getLast());

      List<String> values = web.facts().values(last.subject(), last.relation(), last.qualifiers());

      assertThat(values).as(question.text()).hasSize(1);
      assertThat(question.accepts(question.answer())).as(question.answer()).isTrue();
    }
  }

  private static boolean leads(URI from, URI to) {
    return Reader.links(from, fetched(from)).stream()
        .filter(link -> link.getHost().equals(to.getHost()))
        .anyMatch(link -> link.equals(to) || settled(link).equals(to));
  }

  /// Where a link ends up after its redirects.
  private static URI settled(URI url) {
    URI at = url;
    for (int i = 0; i < 5 && fetched(at).status() == 301; i++) {
      at = URI.create(fetched(at).location());
    }
    return at;
  }

  private static String text(URI url) {
    return TEXTS.computeIfAbsent(url, _ -> AnswerMatch.normal(Reader.text(url, fetched(url))));
  }

  private static Browser.Answer fetched(URI url) {
    return SEEN.computeIfAbsent(url, Browser::get);
  }
}
