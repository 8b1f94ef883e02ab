package io.deepsearch4j.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish;
import io.deepsearch4j.practice.Relation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OracleTest {
  private static PracticeWeb web;
  private static Oracle oracle;

  @BeforeAll
  static void start() {
    web = PracticeWeb.start(7, 0);
    oracle = new Oracle(web);
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  @Test
  void plansEveryQuestionFromWordsOfItsText() {
    List<PracticeQuestion> questions = new ArrayList<>();
    for (int hops = 1; hops <= 4; hops++) {
      questions.addAll(web.questions().of(QuestionWish.of(hops, 60)));
      questions.addAll(
          web.questions().of(QuestionWish.of(hops, 20).with(QuestionWish.Clarity.FUZZY)));
    }

    assertThat(questions).hasSizeGreaterThan(150);
    for (PracticeQuestion question : questions) {
      Said said = oracle.plan(question);
      List<String> lines = said.reply().lines().toList();
      assertThat(question.text()).contains(said.thought());
      assertThat(lines).as(question.text()).hasSizeGreaterThanOrEqualTo(question.hops());
      assertThat(lines.subList(1, lines.size()))
          .as(question.text())
          .allMatch(line -> ChainWords.read(line).isPresent());
      if (!lines.getFirst().startsWith("? ")) {
        assertThat(question.text()).contains(lines.getFirst());
      } else {
        assertThat(Condition.read(lines.getFirst().substring(2))).hasSize(2);
      }
    }
  }

  @Test
  void copiesAValueWithItsUnitFromTheLineThatStatesIt() {
    Fact fact = english(Relation.ORDER_BACKLOG);
    String sentence = web.sentence(fact);

    Said said =
        read(
            fact.subject(),
            "order backlog " + fact.qualifier("year"),
            fact.url(),
            "Annual Report",
            "The board reviewed safety at work.",
            sentence);

    assertThat(said.thought()).isEqualTo(sentence);
    assertThat(said.reply()).isEqualTo("is " + web.shownValue(fact));
  }

  @Test
  void takesTheUnitFromAboveARow() {
    Fact fact = english(Relation.NET_INCOME);
    String row = "Net income : " + fact.qualifier("year") + " " + fact.value();

    Said said =
        read(
            fact.subject(),
            "net income " + fact.qualifier("year"),
            fact.url(),
            "Income",
            fact.subject() + ": other figures – in millions of euros",
            row);

    assertThat(said.thought()).isEqualTo(row);
    assertThat(said.reply()).isEqualTo("is " + fact.value() + " millions of euros");
  }

  @Test
  void opensNothingOnTheSiteOfAnotherOrganisation() {
    Fact fact = english(Relation.MAIN_SUPPLIER);

    Said said =
        read(
            fact.subject(),
            "main supplier",
            home(fact.value()),
            fact.value(),
            "About us @4",
            "Products @5");

    assertThat(said).isEqualTo(new Said("nothing here", "no"));
  }

  @Test
  void prefersTheReportOfTheYear() {
    Fact fact = english(Relation.ORDER_BACKLOG);
    URI reports = fact.url().resolve("/investors/reports/");

    Said said =
        read(
            fact.subject(),
            "order backlog 2021",
            reports,
            "Reports",
            "Report 2022 @4",
            "Report 2021 @5",
            "Report 2020 @6");

    assertThat(said).isEqualTo(new Said("Report 2021 @5", "open Report 2021 @5"));
  }

  @Test
  void doesNotKnowInWhichVolumeAPaperIs() {
    Fact fact =
        web.facts().all().stream()
            .filter(it -> it.relation() == Relation.VOLUME && it.value().equals("3"))
            .filter(it -> it.language().equals("en"))
            .findFirst()
            .orElseThrow();

    Said said =
        read(
            fact.subject(),
            "pages",
            fact.url().resolve("/volumes/"),
            "Volumes",
            "Volume 2 @4",
            "Volume 1 @5",
            "Volume 3 @6");

    assertThat(said.reply()).isEqualTo("open Volume 2 @4\nopen Volume 1 @5\nopen Volume 3 @6");
  }

  @Test
  void followsTheLabelThatNamesTheSubject() {
    Fact fact = english(Relation.VOLUME);

    Said said =
        read(
            fact.subject(),
            "pages",
            fact.url().resolve("/volumes/" + fact.value()),
            "Volume",
            "Volumes @3",
            fact.subject() + " @4");

    assertThat(said.reply()).isEqualTo("open " + fact.subject() + " @4");
  }

  @Test
  void goesFromACitedWorkToItsMetricsToWhatCitesIt() {
    Fact cites = english(Relation.CITES);
    Fact other =
        web.facts().about(cites.subject()).stream()
            .filter(fact -> fact.relation() == Relation.CITES && !fact.equals(cites))
            .findFirst()
            .orElse(cites);
    String asked = "cites " + cites.value() + " ; " + other.value();
    Fact volume = web.facts().find(cites.value(), Relation.VOLUME, Map.of()).getFirst();
    URI metrics = URI.create(volume.url() + "/metrics");

    Said onVolume =
        read(
            "?",
            asked,
            volume.url().resolve("/volumes/" + volume.value()),
            "Volume " + volume.value(),
            "Volumes @3",
            cites.value() + " @4");
    Said onPaper =
        read("?", asked, volume.url(), cites.value(), "Volumes @3", "Citation metrics @4");
    Said onMetrics =
        read(
            "?",
            asked,
            metrics,
            "Citation metrics",
            cites.value() + " had been cited.",
            "Volumes @3",
            cites.subject() + " @4");

    assertThat(onVolume.reply()).isEqualTo("open " + cites.value() + " @4");
    assertThat(onPaper.reply()).isEqualTo("open Citation metrics @4");
    assertThat(onMetrics.reply()).isEqualTo("open " + cites.subject() + " @4");
  }

  @Test
  void judgesBySubjectYearAndValue() {
    Fact fact = english(Relation.ORDER_BACKLOG);
    String quote = "\n> " + web.sentence(fact);
    String claim = fact.subject() + " : order backlog " + fact.qualifier("year") + " = ";

    assertThat(oracle.judge(claim + web.shownValue(fact) + quote))
        .isEqualTo(new Said(web.sentence(fact), "1 yes"));
    assertThat(oracle.judge(claim + "17 million euros" + quote).reply()).isEqualTo("1 no");
    assertThat(
            oracle
                .judge(claim.replace(fact.subject(), "Nobody Ltd") + web.shownValue(fact) + quote)
                .reply())
        .isEqualTo("1 no");
  }

  @Test
  void makesTrueDraftsFalse() {
    Fact fact = english(Relation.ORDER_BACKLOG);
    String draft =
        "%s : order backlog %s = %s\n> %s"
            .formatted(
                fact.subject(), fact.qualifier("year"), web.shownValue(fact), web.sentence(fact));

    for (int seed = 0; seed < 20; seed++) {
      Optional<String> doubted = oracle.doubted(draft, new Random(seed));
      assertThat(doubted.orElseThrow()).isNotEqualTo(draft).endsWith(web.sentence(fact));
    }
  }

  @Test
  void marksWrongTurnsAndTakesThemWhereItWanders() {
    Fact fact = english(Relation.MAIN_SUPPLIER);
    String text =
        """
        %1$s
        main supplier
        find %1$s
        About us – %1$s @5 : %1$s has its seat here.
        %1$s – Directory of Organisations @6 : %1$s has its seat here.
        """
            .formatted(fact.subject());
    PracticeQuestion any = web.questions().of(QuestionWish.of(1, 1)).getFirst();

    var steady = new OracleModel(oracle, any, new Random(1), 0);
    var wandering = new OracleModel(oracle, any, new Random(1), 1);

    assertThat(said(steady, text)).isEqualTo("read About us – " + fact.subject() + " @5");
    assertThat(said(wandering, text)).endsWith("Directory of Organisations @6");
    assertThat(steady.exchanges().getFirst().wrong()).isFalse();
    assertThat(wandering.exchanges().getFirst().wrong()).isTrue();
  }

  private static String said(OracleModel model, String text) {
    Reply reply =
        model.reply(
            new ChatRequest(
                List.of(new Message.System("search"), new Message.User(text)),
                List.of(),
                Thinking.FAST,
                Sampling.DEFAULT,
                "",
                ReplyForms.FREE),
            _ -> {});
    return reply.message().text();
  }

  private static Said read(String subject, String link, URI url, String... lines) {
    String text =
        "%s : %s%n%s %s%n%s"
            .formatted(subject, link, url.getHost(), url.getPath(), String.join("\n", lines));
    ReadRequest request = ReadRequest.of(text);
    return oracle.read(request, oracle.address(request));
  }

  private static Fact english(Relation relation) {
    return web.facts().all().stream()
        .filter(fact -> fact.relation() == relation && fact.language().equals("en"))
        .findFirst()
        .orElseThrow();
  }

  private static URI home(String organisation) {
    String site = organisation.toLowerCase(Locale.ROOT).replace(' ', '-');
    return web.address(site);
  }
}
