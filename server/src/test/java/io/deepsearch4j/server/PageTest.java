package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page in a real browser, over a real server. After each test the browser has nothing to
/// complain about: no error, no script refused, no request to elsewhere.
@Tag("slow")
class PageTest {
  // A radio button is drawn by its label.
  private static final Locator.CheckOptions FORCED = new Locator.CheckOptions().setForce(true);
  private static final String TITLE = "The town hall of Sandvik";

  @TempDir Path folder;
  private static Browser browser;

  @BeforeAll
  static void openTheBrowser() {
    assumeTrue(
        Browser.isThere(),
        "the page is tested in a browser; install chromium and node to run these tests");
    browser = Browser.open();
  }

  @AfterAll
  static void closeTheBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingIsAmiss() {
    browser.leave();
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"en-US,en,History", "zh-CN,zh-CN,历史"})
  void aQuestionBecomesAPlanThenARunThenAReport(String locale, String language, String history)
      throws Exception {
    var gate = new Gate(Lighthouse.model(), 5);
    try (var server = new PageServer(folder, gate, TITLE)) {
      Page page = browser.signedIn(server.address(), new NewContextOptions().setLocale(locale));

      String run = ask(page);
      page.locator("ds-plan-card textarea").first().fill("who drew the town hall");
      page.locator("ds-plan-card form .primary").click();
      gate.awaitReached();
      page.locator(".passage, ds-step-row").first().waitFor();
      page.reload();
      page.locator("ds-step-row").nth(3).waitFor();
      gate.open();
      page.locator(".run-head a.primary").click();

      assertThat(page.locator(".short-answer").textContent()).isEqualTo(Lighthouse.ANSWER);
      assertThat(page.locator(".claims .verdict-supported").count()).isEqualTo(2);
      assertThat(page.locator(".chain .node").count()).isEqualTo(7);
      assertThat(saved(page)).contains(Lighthouse.ANSWER);
      page.locator(".cite a").last().click();
      assertThat(page.locator("mark").textContent()).isEqualTo(Lighthouse.LIGHT_FACT);
      page.locator("aside .primary").click();
      assertThat(page.locator(".checked .verdict-supported").textContent()).isNotBlank();
      page.locator("nav.places a").nth(2).click();
      assertThat(page.locator(".run-question").textContent()).isEqualTo(Lighthouse.QUESTION);
      assertThat(page.locator("h1").textContent()).isEqualTo(history);
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
      assertThat(plan(server, run)).isEqualTo("who drew the town hall");
    }
  }

  private static String ask(Page page) {
    page.locator("#question").fill(Lighthouse.QUESTION);
    page.locator("form.ask .primary").click();
    page.locator("ds-plan-card form .primary").waitFor();
    return page.url().substring(page.url().lastIndexOf('/') + 1);
  }

  private static String approved(Page page) {
    String run = ask(page);
    page.locator("ds-plan-card form .primary").click();
    return run;
  }

  private static String saved(Page page) throws IOException {
    Download download = page.waitForDownload(() -> page.locator(".exports a").first().click());
    return Files.readString(download.path());
  }

  private static String plan(PageServer server, String run) {
    return server
        .client()
        .get("api/v1/runs/" + run + "/plan")
        .json()
        .path("conditions")
        .path(0)
        .path("text")
        .asString();
  }

  @Test
  void aPlanThatSomebodyElseChangedIsShownAnewBeforeItIsApproved() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address());
      String run = ask(page);
      String plan = "api/v1/runs/" + run + "/plan";
      server
          .client()
          .put(
              plan,
              "{\"conditions\":[{\"text\":\"changed elsewhere\"}]}",
              "If-Match",
              server.client().get(plan).header("ETag"));

      page.locator("ds-plan-card form .primary").click();
      page.locator("ds-plan-card .trouble:not(:empty)").waitFor();

      assertThat(page.locator("ds-plan-card textarea").first().inputValue())
          .isEqualTo("changed elsewhere");
      page.locator("ds-plan-card form .primary").click();
      page.locator(".run-head a.primary").waitFor();
      // The refusal is told by the browser, too.
      assertThat(browser.complaints()).singleElement().asString().contains("409");
    }
  }

  @Test
  void aRunThatWasStoppedGoesOnFromThePage() throws Exception {
    var gate = new Gate(Lighthouse.model(), 4);
    try (var server = new PageServer(folder, gate, TITLE)) {
      Page page = browser.signedIn(server.address());
      approved(page);
      gate.awaitReached();

      page.locator(".run-head .danger").click();
      page.locator(".run-head .state-cancelled").waitFor();
      gate.open();
      page.locator("nav.places a").nth(2).click();
      page.locator(".run button:not(.danger)").click();
      page.locator(".run-head a.primary").click();

      assertThat(page.locator(".short-answer").textContent()).isEqualTo(Lighthouse.ANSWER);
    }
  }

  @Test
  void aRunThatIsAskedToFinishSaysThatItsAnswerIsPartial() throws Exception {
    var gate = new Gate(Lighthouse.model(), 6);
    try (var server = new PageServer(folder, gate, TITLE)) {
      Page page = browser.signedIn(server.address());
      approved(page);
      gate.awaitReached();

      page.locator(".run-head button:not(.danger)").click();
      gate.open();
      page.locator(".run-head a.primary").click();

      assertThat(page.locator(".caution").innerText())
          .contains("Partial answer", "It was asked to finish with what it knew.");
      assertThat(page.locator(".prose").innerText()).contains("Ingrid Holm");
    }
  }

  @Test
  void aRunWhoseServerDiedIsFinishedByTheNextOne() throws Exception {
    var gate = new Gate(Lighthouse.model(), 6);
    String run;
    try (var server = new PageServer(folder, gate, TITLE)) {
      Page page = browser.signedIn(server.address());
      run = approved(page);
      gate.awaitReached();
      page.close();
    }

    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address());
      page.navigate(server.address() + "#/runs/" + run);
      page.locator(".run-head a.primary").click();

      assertThat(page.locator(".short-answer").textContent()).isEqualTo(Lighthouse.ANSWER);
    }
  }

  @Test
  void everyScreenIsThereAgainAfterAReload() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address());
      String run = approved(page);
      page.locator(".run-head a.primary").waitFor();

      for (Screen screen : Screen.all(run)) {
        screen.open(page, server.address());
        String before = page.locator("main").innerText();
        page.reload();
        screen.awaitReady(page);
        assertThat(page.locator("main").innerText())
            .as(screen.address())
            .isEqualTo(before)
            .isNotBlank();
      }
    }
  }

  @Test
  void everyControlHasANameAndEveryPictureALabel() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address());
      ask(page);
      assertThat(nameless(page)).isEmpty();
      page.locator("ds-plan-card form .primary").click();
      page.locator(".run-head a.primary").waitFor();
      String run = page.url().substring(page.url().lastIndexOf('/') + 1);

      for (Screen screen : Screen.all(run)) {
        screen.open(page, server.address());
        assertThat(nameless(page)).as(screen.address()).isEmpty();
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> nameless(Page page) {
    return (List<String>)
        page.evaluate(
            """
            () => [...document.querySelectorAll('a, button, input, select, textarea, summary, .chart')]
              .filter((one) => !one.closest('[aria-hidden=true]'))
              .filter((one) => !(one.getAttribute('aria-label') || one.textContent.trim()
                || [...(one.labels ?? [])].some((label) => label.textContent.trim())))
              .map((one) => one.outerHTML.slice(0, 200))
            """);
  }

  @Test
  void aNarrowWindowNeedsNoScrollingSideways() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address());
      String run = approved(page);
      page.locator(".run-head a.primary").waitFor();
      page.setViewportSize(390, 800);

      for (Screen screen : Screen.all(run)) {
        screen.open(page, server.address());
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
            .as(screen.address())
            .isLessThanOrEqualTo(390);
      }
    }
  }

  @Test
  void aPlanApprovesItselfAfterAWhileUnlessItIsTouched() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address());
      page.clock().install();
      page.locator("input[name=approval][value=soon]").check(FORCED);
      String untouched = ask(page);
      page.clock().runFor(10_000);
      assertThat(state(server, untouched)).isEqualTo("awaiting_approval");
      page.clock().runFor(11_000);
      Await.until(() -> state(server, untouched).equals("completed"));

      page.navigate(server.address() + "#/");
      String touched = ask(page);
      page.locator("ds-plan-card textarea").first().fill("something else");
      page.clock().runFor(60_000);

      assertThat(state(server, touched)).isEqualTo("awaiting_approval");
    }
  }

  private static String state(PageServer server, String run) {
    return server.client().get("api/v1/runs/" + run).json().path("state").asString();
  }

  @Test
  void theKeyboardAloneIsEnough() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address());
      page.locator("#question").focus();
      page.keyboard().type(Lighthouse.QUESTION);
      page.keyboard().press("Control+Enter");
      page.locator("ds-plan-card form .primary").waitFor();

      tabTo(page, "ds-plan-card form .primary");
      page.keyboard().press("Enter");
      page.locator(".run-head a.primary").waitFor();
      tabTo(page, ".run-head a.primary");
      page.keyboard().press("Enter");
      page.locator(".cite").first().waitFor();
      tabTo(page, ".cite a");
      page.keyboard().press("Enter");

      assertThat(page.locator("mark").textContent()).isEqualTo(Lighthouse.HALL_FACT);
    }
  }

  private static void tabTo(Page page, String wanted) {
    for (int i = 0; i < 80; i++) {
      if ((Boolean) page.evaluate("wanted => document.activeElement.matches(wanted)", wanted)) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("the tabulator never comes to " + wanted);
  }

  @Test
  void whoeverSignsOutSeesNothingMore() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address());
      page.navigate(server.address() + "#/settings");

      page.locator("main button.plain").click();
      page.locator("#token").waitFor();
      page.navigate(server.address() + "#/runs");
      page.reload();

      page.locator("#token").waitFor();
      assertThat(page.locator("nav.places").count()).isZero();
    }
  }
}
