package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.Conversation;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeLessonsCommandTest {
  private static final long SEED = 1_500;

  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void makesLessonsInTheAgentsLoopAndNotASecondTime() throws IOException {
    Front.Outcome outcome = make();
    List<Conversation> lessons = lessons();
    Front.Outcome again = make();

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("hops").contains("search");
    assertThat(lessons).hasSizeGreaterThan(60);
    assertThat(again.err()).contains("there already");
    assertThat(lessons()).isEqualTo(lessons);
    lessons.forEach(PracticeLessonsCommandTest::restsOnItsPrompt);
    assertThat(lessons.stream().map(Conversation::thinking).toList())
        .contains(Thinking.FAST, Thinking.SLOW);
    plansWhatTheAgentIsAsked(lessons);
  }

  @Test
  void refusesWorldsThatAreForEvaluation() {
    Front.Outcome outcome =
        Front.in(folder).run("practice", "lessons", "--seeds", "9000-9001", "--out", "x");

    assertThat(outcome.code()).isEqualTo(Exit.USAGE);
    assertThat(outcome.err()).contains("for evaluation");
  }

  @Test
  void refusesSeedsThatAreNone() {
    Front.Outcome outcome =
        Front.in(folder).run("practice", "lessons", "--seeds", "many", "--out", "x");

    assertThat(outcome.code()).isEqualTo(Exit.USAGE);
    assertThat(outcome.err()).contains("1000-1199");
  }

  private Front.Outcome make() {
    return Front.in(folder)
        .run(
            "practice",
            "lessons",
            "--seeds",
            "" + SEED,
            "--questions",
            "8",
            "--out",
            "x",
            "--jobs",
            "1");
  }

  private List<Conversation> lessons() throws IOException {
    return Files.readAllLines(folder.resolve("home/lessons/x-" + SEED + ".jsonl")).stream()
        .map(Conversation::parse)
        .toList();
  }

  /// What is thought or answered stands in what was asked.
  private static void restsOnItsPrompt(Conversation lesson) {
    String part = lesson.messages().getFirst().text();
    String prompt = lesson.messages().get(1).text();
    var reply = (Message.Assistant) lesson.messages().getLast();
    assertThat(lesson.messages()).hasSize(3);
    assertThat(reply.reasoning().isEmpty()).isEqualTo(lesson.thinking() == Thinking.FAST);
    if (!reply.reasoning().equals("nothing here")) {
      assertThat(prompt).contains(reply.reasoning());
    }
    for (String line : reply.text().lines().toList()) {
      String copied = line.replaceFirst("^(read|answer|open) ", "");
      if (!copied.equals(line)) {
        assertThat(prompt).contains(copied);
      } else if (line.startsWith("is ")) {
        assertThat(prompt).contains(line.substring(3).split(" ", 2)[0]);
      }
    }
    assertThat(part).isIn("plan", "search", "read", "judge");
  }

  private static void plansWhatTheAgentIsAsked(List<Conversation> lessons) {
    Set<String> questions = new HashSet<>();
    try (PracticeWeb web = PracticeWeb.start(SEED, 0)) {
      for (int hops = 1; hops <= 4; hops++) {
        // Those that are asked, and four times as many that are planned only.
        for (int some : List.of(2, 8)) {
          web.questions().of(QuestionWish.of(hops, some)).stream()
              .map(PracticeQuestion::text)
              .forEach(questions::add);
        }
      }
    }
    assertThat(
            lessons.stream()
                .filter(lesson -> lesson.messages().getFirst().text().equals("plan"))
                .map(lesson -> lesson.messages().get(1).text()))
        .isNotEmpty()
        .isSubsetOf(questions);
  }
}
