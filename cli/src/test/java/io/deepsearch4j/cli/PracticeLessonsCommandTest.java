package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeLessonsCommandTest {
  private static final long SEED = 1_500;
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

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
    assertThat(lessons.stream().map(lesson -> lesson.messages().getLast().text()))
        .anyMatch(said -> said.startsWith("is "))
        .anyMatch(said -> said.startsWith("open "))
        .anyMatch(said -> said.startsWith("answer "))
        .anyMatch(said -> said.startsWith("find "))
        .anyMatch(said -> said.startsWith("read "))
        .contains("no", "1 no", "1 yes");
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
    assertThat(lesson.messages()).hasSize(3);
    var prompt = (Message.User) lesson.messages().get(1);
    var reply = (Message.Assistant) lesson.messages().getLast();
    assertThat(reply.reasoning().isEmpty()).isEqualTo(lesson.thinking() == Thinking.FAST);
    List<String> asked = prompt.text().lines().toList();
    List<String> said = reply.text().lines().toList();
    switch (lesson.messages().getFirst().text()) {
      case "plan" -> planRests(asked, reply.reasoning(), said);
      case "search" -> searchRests(asked, reply.reasoning(), said);
      case "read" -> readRests(asked, reply.reasoning(), said);
      case "judge" -> judgeRests(asked, reply.reasoning(), said);
      default -> fail("there is no part " + lesson.messages().getFirst().text());
    }
  }

  /// Names, years and days of a chain are those of the question.
  private static void planRests(List<String> asked, String thought, List<String> said) {
    String question = String.join("\n", asked);
    assertThat(question).contains(thought);
    assertThat(said).hasSizeGreaterThanOrEqualTo(2);
    if (!said.getFirst().startsWith("? ")) {
      assertThat(question).contains(said.getFirst());
    }
    for (String link : said.subList(1, said.size())) {
      YEAR.matcher(link).results().forEach(year -> assertThat(question).contains(year.group()));
    }
  }

  private static void searchRests(List<String> asked, String thought, List<String> said) {
    assertThat(asked).anyMatch(line -> line.contains(thought));
    String only = said.getFirst();
    assertThat(said).hasSize(1);
    if (only.startsWith("read ")) {
      String choice = only.substring(5);
      assertThat(asked)
          .anyMatch(
              line ->
                  line.equals(choice)
                      || line.equals("from " + choice)
                      || line.startsWith(choice + " : "));
    } else if (only.startsWith("answer ")) {
      assertThat(asked).anyMatch(line -> line.endsWith(" = " + only.substring(7)));
    } else {
      assertThat(only).matches("give up|find \\S.*");
      assertThat(asked).doesNotContain(only);
    }
  }

  /// The line that was asked is no evidence, nor is the address.
  private static void readRests(List<String> asked, String thought, List<String> said) {
    List<String> shown = asked.subList(2, asked.size());
    if (said.equals(List.of("no"))) {
      assertThat(thought).isIn("", "nothing here");
      return;
    }
    assertThat(thought).isIn(Stream.concat(Stream.of(""), shown.stream()).toList());
    if (said.getFirst().startsWith("is ")) {
      String value = said.getFirst().substring(3);
      assertThat(said).hasSize(1);
      assertThat(stands(value, shown)).as(value + " in " + shown).isTrue();
    } else {
      assertThat(said).hasSizeLessThanOrEqualTo(4).allMatch(line -> line.startsWith("open "));
      assertThat(shown).containsAll(said.stream().map(line -> line.substring(5)).toList());
    }
  }

  /// Whether a value stands in a line, or its number in one and its unit in another.
  private static boolean stands(String value, List<String> shown) {
    int space = value.indexOf(' ');
    return shown.stream().anyMatch(line -> line.contains(value))
        || (space > 0
            && shown.stream().anyMatch(line -> line.contains(value.substring(0, space)))
            && shown.stream().anyMatch(line -> line.contains(value.substring(space + 1))));
  }

  private static void judgeRests(List<String> asked, String thought, List<String> said) {
    List<String> sentences = asked.stream().filter(line -> !line.startsWith("> ")).toList();
    assertThat(said).hasSameSizeAs(sentences);
    for (int i = 0; i < said.size(); i++) {
      assertThat(said.get(i)).isIn(i + 1 + " yes", i + 1 + " no");
    }
    assertThat(asked).anyMatch(line -> line.contains(thought));
  }

  private static void plansWhatTheAgentIsAsked(List<Conversation> lessons) {
    Set<String> questions = new HashSet<>();
    try (PracticeWeb web = PracticeWeb.start(SEED, 0)) {
      for (int hops = 1; hops <= 4; hops++) {
        // Those that are asked, and eight times as many that are planned only.
        for (int some : List.of(2, 16)) {
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
