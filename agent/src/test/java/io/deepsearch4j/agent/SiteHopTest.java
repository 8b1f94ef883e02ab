package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish;
import io.deepsearch4j.practice.QuestionWish.Findability;
import io.deepsearch4j.practice.Visit;
import io.deepsearch4j.web.Page;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What search does not know: the way from a site's front page down to the figure, and what must
/// not be asked for on the way. Every request is seen by the site itself.
class SiteHopTest {
  private static final int MOST_FETCHES = 8;
  private static final int MOST_OF_A_TRAP = 30;

  private static PracticeWeb practice;

  @TempDir Path home;
  private PracticeRuns runs;
  private int before;

  @BeforeAll
  static void start() {
    practice = PracticeWeb.start(7, 0);
  }

  @AfterAll
  static void stop() {
    practice.close();
  }

  @BeforeEach
  void open() {
    runs = new PracticeRuns(practice, home);
    before = practice.visits().size();
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @Test
  void theFigureInTheWorkbookIsFoundWithinEightFetchesAndCitedByItsCells() throws Exception {
    PracticeQuestion question = inWorkbook();

    Run run = walk(question, SiteWalker.to(question.goldenPath()));

    assertThat(run.state()).isEqualTo(RunState.COMPLETED);
    Answer answer = Runs.answer(run).orElseThrow();
    assertThat(question.accepts(answer.answer())).as(answer.answer()).isTrue();
    Fact fact = fact(question);
    assertThat(answer.citations())
        .singleElement()
        .satisfies(
            citation -> {
              assertThat(citation.url()).isEqualTo(fact.url());
              assertThat(citation.locator().toString()).matches(rowOf(fact.locator()));
              assertThat(citation.quote()).contains(fact.qualifier("segment"));
            });
    assertThat(visits()).hasSizeLessThanOrEqualTo(MOST_FETCHES);
  }

  @Test
  void theWalkIsReplayedToTheSameStepsAndItsEvidenceHolds() throws Exception {
    PracticeQuestion question = inWorkbook();
    Run run = walk(question, SiteWalker.to(question.goldenPath()));
    int requests = practice.visits().size();

    Replay.Result replayed =
        new Replay(runs.store, runs.pages, Embedder.none()).replay(run.id(), Watcher.NOBODY);
    List<EvidenceCheck.Checked> checked =
        new EvidenceCheck(runs.pages, runs.reader).check(runs.store, run.id());

    assertThat(replayed.divergence()).isEmpty();
    assertThat(replayed.steps()).isEqualTo(runs.steps(run).size());
    assertThat(checked).isNotEmpty().allMatch(EvidenceCheck.Checked::holds);
    assertThat(practice.visits()).hasSize(requests);
  }

  @Test
  void forbiddenAndForeignAddressesAreTriedInVainAndNeverRequested() throws Exception {
    PracticeQuestion question = inWorkbook();

    Run run =
        walk(
            question,
            "/internal/|/portal/|Directory entry|" + SiteWalker.to(question.goldenPath()));

    assertThat(run.state()).isEqualTo(RunState.COMPLETED);
    assertThat(missed(run)).contains("refused_robots", "refused_scope");
    assertThat(visits())
        .extracting(Visit::host)
        .containsOnly(question.goldenPath().getFirst().getHost());
    assertThat(targets(target -> target.startsWith("/internal") || target.startsWith("/portal")))
        .isEmpty();
  }

  @Test
  void aCalendarWithoutEndIsLeftAfterThirtyMonths() throws Exception {
    URI site = inWorkbook().goldenPath().getFirst();
    ScriptedChatModel model =
        SiteWalker.model(List.of("no page says this"), "", "Next month", "calendar", "Investors");

    Run run = runs.ask("What does no page say?", runs.site(site), model, site);

    assertThat(run.state().isEnded()).isTrue();
    assertThat(missed(run)).contains("refused_trap");
    assertThat(targets(target -> target.startsWith("/events/")).stream().distinct())
        .hasSize(MOST_OF_A_TRAP);
  }

  @Test
  void theListIsTurnedOverPageByPageUntilTheHit() throws Exception {
    URI list = inWorkbook().goldenPath().getFirst().resolve("/news/");
    URI item = list.resolve("12");
    String news = longestLine(new LoopbackPages(runs.reader).open(item).document().text());
    before = practice.visits().size();
    ScriptedChatModel model = SiteWalker.model(List.of(news), "", "\\) /news/12$", "\\(NEXT\\)");

    Run run = runs.ask("What does item 12 tell?", runs.site(list), model, list);

    assertThat(run.state()).isEqualTo(RunState.COMPLETED);
    assertThat(targets(target -> target.startsWith("/news/")))
        .containsExactly("/news/", "/news/?page=2", "/news/12");
  }

  @Test
  void aMovedReportIsFollowedToWhereItIsNow() throws Exception {
    PracticeQuestion question =
        question("en", asked -> asked.goldenPath().getLast().getPath().endsWith(".pdf"));
    URI report = question.goldenPath().getLast();
    String year = report.getPath().replaceAll("\\D", "");

    Run run =
        runs.ask(
            question.text(),
            runs.site(report),
            SiteWalker.model(
                List.of(question.answer().replaceAll(" .*", "")),
                "",
                "/download/annual-report-" + year,
                SiteWalker.to(question.goldenPath())),
            question.goldenPath().getFirst());

    Answer.Citation citation = Runs.answer(run).orElseThrow().citations().getFirst();
    assertThat(citation.url()).isEqualTo(report);
    assertThat(citation.locator().toString()).matches("p\\.\\d+");
    assertThat(runs.pages.page(citation.page()).map(Page::redirects).orElseThrow())
        .containsExactly(report.resolve("/archive/ar/" + year));
    assertThat(visits())
        .filteredOn(visit -> visit.status() == 301 || visit.target().endsWith(".pdf"))
        .extracting(visit -> visit.status() + " " + visit.target())
        .containsExactly(
            "301 /download/annual-report-" + year,
            "301 /archive/ar/" + year,
            "200 " + report.getPath());
  }

  @Test
  void aPageInTheOlderChineseCharsetIsReadRight() throws Exception {
    Fact fact =
        practice.facts().all().stream()
            .filter(one -> one.language().equals("zh") && one.url().getPath().equals("/about"))
            .filter(one -> LoopbackPages.text(one.url()).contains("gb18030"))
            .filter(one -> one.value().codePoints().anyMatch(Character::isIdeographic))
            .findFirst()
            .orElseThrow();
    ScriptedChatModel model = SiteWalker.model(List.of(fact.subject(), fact.value()), "", "关于我们");

    Run run =
        runs.ask(fact.subject() + "设在哪里？", runs.site(fact.url()), model, fact.url().resolve("/"));

    assertThat(run.state()).isEqualTo(RunState.COMPLETED);
    Answer.Citation citation = Runs.answer(run).orElseThrow().citations().getFirst();
    assertThat(citation.quote()).contains(fact.subject(), fact.value());
    byte[] bytes = runs.pages.bytes(citation.sha256()).orElseThrow();
    assertThat(new String(bytes, Charset.forName("GB18030"))).contains(citation.quote());
    assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain(citation.quote());
    assertThat(new EvidenceCheck(runs.pages, runs.reader).check(runs.store, run.id()))
        .isNotEmpty()
        .allMatch(EvidenceCheck.Checked::holds);
  }

  @Test
  void whatTheIndexHoldsIsFoundByASearch() throws Exception {
    PracticeQuestion question =
        practice.questions().of(QuestionWish.of(1, 20).with(Findability.INDEXED).in("en")).stream()
            .filter(asked -> fact(asked).value().matches("[A-Za-z ]+"))
            .findFirst()
            .orElseThrow();
    ScriptedChatModel model =
        SiteWalker.model(List.of(fact(question).subject(), fact(question).value()), "");

    Run run = runs.ask(question.text(), runs.everything(), model);

    assertThat(run.state()).isEqualTo(RunState.COMPLETED);
    assertThat(Runs.answer(run).orElseThrow().citations())
        .singleElement()
        .extracting(Answer.Citation::url)
        .isIn(practice.indexed());
    assertThat(visits()).extracting(Visit::target).anyMatch(it -> it.startsWith("/search?"));
  }

  private Run walk(PracticeQuestion question, String signpost) throws InterruptedException {
    Fact fact = fact(question);
    URI start = question.goldenPath().getFirst();
    ScriptedChatModel model =
        SiteWalker.model(List.of(fact.qualifier("segment"), "|"), fact.qualifier("year"), signpost);
    return runs.ask(question.text(), runs.site(start), model, start);
  }

  private static PracticeQuestion inWorkbook() {
    return question(
        "en",
        asked ->
            asked.goldenPath().getLast().getPath().endsWith(".xlsx")
                && !fact(asked).qualifier("segment").isEmpty()
                && fact(asked).language().equals("en"));
  }

  private static PracticeQuestion question(String language, Predicate<PracticeQuestion> wanted) {
    return practice
        .questions()
        .of(QuestionWish.of(1, 60).with(Findability.NOT_INDEXED).in(language))
        .stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private static Fact fact(PracticeQuestion question) {
    return practice.facts().fact(question.factIds().getLast());
  }

  /// The row in which a cell such as `Segments!B5` stands, up to that cell at least.
  private static String rowOf(String cell) {
    String sheet = cell.substring(0, cell.indexOf('!'));
    String row = cell.replaceAll(".*\\D", "");
    String column = cell.substring(cell.indexOf('!') + 1, cell.length() - row.length());
    return "%s!A%s:[%s-Z]%s".formatted(Pattern.quote(sheet), row, column, row);
  }

  private static String longestLine(String text) {
    return text.lines().max(Comparator.comparingInt(String::length)).orElseThrow();
  }

  private List<Visit> visits() {
    List<Visit> all = practice.visits();
    return all.subList(before, all.size());
  }

  private List<String> targets(Predicate<String> wanted) {
    return visits().stream().map(Visit::target).filter(wanted).toList();
  }

  private List<String> missed(Run run) {
    return runs.steps(run).stream()
        .filter(
            step ->
                step instanceof Step.Acted acted
                    && acted.observation() instanceof Observation.Opened)
        .flatMap(step -> ((Observation.Opened) ((Step.Acted) step).observation()).visits().stream())
        .filter(Observation.Missed.class::isInstance)
        .map(visit -> ((Observation.Missed) visit).code())
        .toList();
  }
}
