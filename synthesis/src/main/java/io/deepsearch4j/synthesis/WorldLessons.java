package io.deepsearch4j.synthesis;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Equipment;
import io.deepsearch4j.agent.Models;
import io.deepsearch4j.agent.Pace;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish;
import io.deepsearch4j.synthesis.OracleModel.Exchange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Makes the lessons of one world: the oracle answers its questions in the agent's own loop, and
/// what it said to what it was asked becomes lessons.
final class WorldLessons {
  private static final LocalDate DAY = LocalDate.of(2025, 1, 1);
  private static final int MOST_HOPS = 4;
  private static final int MORE_PLANS = 8;

  private final PracticeWeb practice;
  private final Oracle oracle;
  private final Ground ground;
  private final long seed;
  private final LessonsWish wish;
  private final Map<String, OracleModel> players = new ConcurrentHashMap<>();
  private final List<Lesson> lessons = new ArrayList<>();
  private final Set<String> learnt = new HashSet<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final PageQuestions more;
  private long characters;
  private Tally tally = Tally.NOTHING;

  WorldLessons(PracticeWeb practice, Ground ground, long seed, LessonsWish wish) {
    this.practice = practice;
    this.oracle = new Oracle(practice);
    this.more = new PageQuestions(oracle.truth());
    this.ground = ground;
    this.seed = seed;
    this.wish = wish;
  }

  /// What came of it.
  record Made(List<Lesson> lessons, Tally tally) {}

  Made make() throws InterruptedException {
    List<PracticeQuestion> questions = questions(wish.questions());
    var web = new RememberedWeb(ground.web());
    Map<PracticeQuestion, String> runs = new LinkedHashMap<>();
    try (Runs all =
        new Runs(
            ground.store(),
            spec ->
                new Equipment(
                    web,
                    ground.pages(),
                    Models.all(player(spec.question().text()), Price.FREE),
                    Embedder.none(),
                    () -> {}),
            RunQueueConfig.FOREGROUND)) {
      for (PracticeQuestion question : questions) {
        players.put(question.text(), player(question));
        runs.put(question, all.start(spec(question), Watcher.NOBODY));
      }
      for (Map.Entry<PracticeQuestion, String> run : runs.entrySet()) {
        note(run.getKey(), all.await(run.getValue()));
      }
    }
    plans(questions);
    return new Made(
        List.copyOf(lessons),
        tally.plus(new Tally(counts, characters, Map.of(), Map.of(), List.of())));
  }

  /// Questions of one to four hops in turn, in both languages.
  private List<PracticeQuestion> questions(int count) {
    Map<String, PracticeQuestion> byText = new LinkedHashMap<>();
    for (int hops = 1; hops <= MOST_HOPS; hops++) {
      int some = (count + MOST_HOPS - hops) / MOST_HOPS;
      practice.questions().of(QuestionWish.of(hops, some)).stream()
          .filter(oracle::understands)
          .forEach(question -> byText.put(question.text(), question));
    }
    return List.copyOf(byText.values());
  }

  private OracleModel player(PracticeQuestion question) {
    return new OracleModel(oracle, question, random(question), wish.wandering());
  }

  private OracleModel player(String question) {
    OracleModel player = players.get(question);
    if (player == null) {
      throw new IllegalStateException("nobody plays for: " + question);
    }
    return player;
  }

  private SplittableRandom random(PracticeQuestion question) {
    return new SplittableRandom(seed * 31 + question.id().hashCode());
  }

  private RunSpec spec(PracticeQuestion question) {
    Thinking thinking = random(question).split().nextBoolean() ? Thinking.SLOW : Thinking.FAST;
    return new RunSpec(
        new Question(question.text(), question.language(), DAY),
        List.of(),
        AgentConfig.DEFAULT.withStyle(AgentConfig.Style.SHORTHAND).withPace(Pace.always(thinking)),
        Map.of(),
        "{}");
  }

  private void note(PracticeQuestion question, Run run) {
    List<Exchange> exchanges = player(question.text()).exchanges();
    String answer = Runs.answer(run).map(Answer::answer).orElse("");
    boolean right = !answer.isBlank() && question.accepts(answer);
    tally =
        tally.plus(
            new Tally(
                Map.of(),
                0,
                Map.of(question.hops(), 1),
                right ? Map.of(question.hops(), 1) : Map.of(),
                right ? List.of() : List.of(failure(question, answer, exchanges))));
    var chance = random(question).split().split();
    for (Exchange exchange : exchanges) {
      if (!exchange.wrong() && (right || !exchange.part().equals("search"))) {
        learn(exchange.request().messages(), exchange.said());
      }
      if (exchange.part().equals("judge")) {
        doubt(exchange, chance);
      }
      if (exchange.part().equals("read")) {
        ask(exchange.asked(), chance);
      }
    }
  }

  /// A false draft for every true one.
  private void doubt(Exchange exchange, RandomGenerator random) {
    oracle
        .doubted(exchange.asked(), random)
        .ifPresent(
            text ->
                learn(
                    List.of(new Message.System("judge"), new Message.User(text)),
                    oracle.judge(text)));
  }

  /// More of the page that was read.
  private void ask(String asked, RandomGenerator random) {
    oracle
        .address(ReadRequest.of(asked))
        .ifPresent(
            at -> {
              List<String> texts = new ArrayList<>(more.shown(asked, at, random));
              if (random.nextBoolean()) {
                more.missing(asked, at, random).ifPresent(texts::add);
              }
              for (String text : texts) {
                learn(
                    List.of(new Message.System("read"), new Message.User(text)),
                    oracle.read(ReadRequest.of(text), Optional.of(at)));
              }
            });
  }

  private String failure(PracticeQuestion question, String answer, List<Exchange> exchanges) {
    if (exchanges.isEmpty()) {
      return "%d, %d hops: %s → the run ended before the oracle was asked"
          .formatted(seed, question.hops(), question.text());
    }
    Exchange last = exchanges.getLast();
    for (Exchange exchange : exchanges) {
      if (exchange.part().equals("search")) {
        last = exchange;
      }
    }
    return "%d, %d hops: %s → \"%s\", not %s; %s %s → %s"
        .formatted(
            seed,
            question.hops(),
            question.text(),
            answer,
            question.answer(),
            last.part(),
            last.asked().replace("\n", " | "),
            last.said().reply());
  }

  /// Questions cost nothing where only their plan is wanted.
  private void plans(List<PracticeQuestion> asked) {
    for (PracticeQuestion question : questions(wish.questions() * MORE_PLANS)) {
      if (asked.stream().noneMatch(it -> it.text().equals(question.text()))) {
        learn(
            List.of(new Message.System("plan"), new Message.User(question.text())),
            oracle.plan(question));
      }
    }
  }

  /// The same lesson slow and fast; once, however often it comes up.
  private void learn(List<Message> prompt, Said said) {
    String text = prompt.stream().map(Message::text).collect(Collectors.joining("\n"));
    if (!learnt.add(text)) {
      return;
    }
    for (Thinking thinking : Thinking.values()) {
      var lesson = new Lesson(prompt, said, thinking);
      lessons.add(lesson);
      counts.merge(lesson.part(), 1, Integer::sum);
      int thought = thinking == Thinking.SLOW ? said.thought().length() : 0;
      characters += text.length() + thought + said.reply().length();
    }
  }
}
