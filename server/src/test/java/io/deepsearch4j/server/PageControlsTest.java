package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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

/// The controls around a run, in a real browser over a real server: files, estimates, costs,
/// deleting, settings. After each test the browser has nothing to complain about.
@Tag("slow")
class PageControlsTest {
  private static final String TITLE = "The town hall of Sandvik";
  private static final byte[] NOTE =
      "The town hall of Sandvik has a clock.".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};

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
  @CsvSource({"en-US,read,My files", "zh-CN,已读取,我的文件"})
  void aFileThatIsDroppedOnTheQuestionIsSearchedByItsRun(String locale, String read, String mine) {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address(), new NewContextOptions().setLocale(locale));
      page.locator("#question").fill(Lighthouse.QUESTION);

      drop(page, "notes.txt", "The town hall of Sandvik has a clock.");
      page.locator(".file-read").waitFor();
      page.reload();
      page.locator(".file-read").waitFor();
      Request started =
          page.waitForRequest(
              request -> request.method().equals("POST") && request.url().endsWith("/api/v1/runs"),
              () -> page.locator("form.ask .primary").click());

      assertThat(started.postData())
          .contains("\"places\":{\"web\":true,\"documents\":[\"uploads\"]}");
      page.locator("ds-plan-card form .primary").waitFor();
      page.navigate(server.address() + "#/documents");
      assertThat(page.locator(".file").innerText()).contains("notes.txt", read);
      assertThat(page.locator("#own-title").textContent()).isEqualTo(mine);
    }
  }

  private static void drop(Page page, String name, String text) {
    page.evaluate(
        """
        ([name, text]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], name));
          document.querySelector('.question-box')
              .dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }
        """,
        List.of(name, text));
  }

  @Test
  void aFileThatIsRefusedSaysWhyAndKeepsNothingFromStarting() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address());

      page.locator("input[type=file]")
          .setInputFiles(new FilePayload("<b>scan.pdf", "application/pdf", PICTURE));

      page.locator(".file-refused").waitFor();
      assertThat(page.locator(".file-name").textContent()).isEqualTo("<b>scan.pdf");
      assertThat(page.locator(".file-trouble").textContent()).contains("is an image");
      page.locator(".file button").click();
      assertThat(page.locator(".file").count()).isZero();
      assertThat(page.locator("form.ask .primary").isEnabled()).isTrue();
      // The refusal is told by the browser, too.
      assertThat(browser.complaints()).singleElement().asString().contains("415");
    }
  }

  @ParameterizedTest
  @CsvSource({"en-US,Remove", "zh-CN,移除"})
  void aFileIsRemovedWithTheKeyboardAndOnlyWhenThatIsMeant(String locale, String remove) {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address(), new NewContextOptions().setLocale(locale));
      page.navigate(server.address() + "#/documents");
      page.locator("input[type=file]")
          .setInputFiles(new FilePayload("notes.txt", "text/plain", NOTE));
      page.locator(".file-read").waitFor();

      page.locator(".file button").focus();
      page.keyboard().press("Enter");
      page.locator("dialog[open]").waitFor();
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog[open]").count()).isZero();
      assertThat(page.locator(".file button").evaluate("one => one === document.activeElement"))
          .isEqualTo(true);
      page.keyboard().press("Enter");
      page.locator("dialog[open]").waitFor();
      page.keyboard().press("Shift+Tab");
      assertThat(page.locator("dialog .danger").textContent().strip()).isEqualTo(remove);
      page.keyboard().press("Enter");
      page.locator(".file").waitFor(gone());

      page.reload();
      page.locator(".collection").waitFor();
      assertThat(page.locator(".file").count()).isZero();
    }
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
  }

  @ParameterizedTest
  @CsvSource({"en-US,'set, kept secret',not set,file,does not work", "zh-CN,已设置，保密,未设置,文件,不可用"})
  void settingsShowWhereTheyComeFromAndWhetherTheyWork(
      String locale, String set, String unset, String file, String broken) {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address(), new NewContextOptions().setLocale(locale));
      page.navigate(server.address() + "#/settings");
      page.locator(".values tbody tr").nth(4).waitFor();
      assertThat(row(page, "server.token")).contains(set);
      assertThat(row(page, "store.password")).contains(unset);

      page.locator("#filter").fill("max-steps");
      page.locator("[data-test=search]").click();

      page.locator(".tester .verdict-contradicted").waitFor();
      assertThat(page.locator(".tester").nth(1).innerText())
          .contains(broken, ScriptedSettings.SEARCH.sentence());
      page.locator("[data-test=model]").click();
      page.locator(".tester .verdict-supported").waitFor();
      assertThat(page.locator(".tester").first().innerText())
          .contains(ScriptedSettings.MODEL.sentence());
      page.reload();
      page.locator(".values tbody tr").waitFor();
      assertThat(row(page, "agent.max-steps")).contains("40", file);
      assertThat(page.locator("#filter").inputValue()).isEqualTo("max-steps");
    }
  }

  private static String row(Page page, String key) {
    return page.locator(".values tr", new Page.LocatorOptions().setHasText(key)).innerText();
  }

  @Test
  void onlyTheOwnerSeesSettingsAndOtherPeoplesUsage() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.page(server.address());
      page.locator("#token").fill(TestServer.ADA);
      page.locator("#token").press("Enter");
      page.locator("nav.places").waitFor();

      page.navigate(server.address() + "#/settings");
      page.locator(".settings").waitFor();
      assertThat(page.locator("ds-settings-table").count()).isZero();
      page.navigate(server.address() + "#/usage");
      page.locator("input[name=usage-by]").first().waitFor();
      assertThat(page.locator("input[name=usage-by][value=user]").count()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"en-US,Delete,Keep", "zh-CN,删除,保留"})
  void aRunIsDeletedFromTheHistoryWithTheKeyboard(String locale, String delete, String keep) {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      String kept = ended(server, "Which lighthouse is it?");
      String deleted = ended(server, "Which town hall is it?");
      Page page = browser.signedIn(server.address(), new NewContextOptions().setLocale(locale));
      page.navigate(server.address() + "#/runs");
      page.locator(".run .danger").first().focus();

      page.keyboard().press("Enter");
      page.locator("dialog[open]").waitFor();
      assertThat(page.locator("dialog").innerText()).contains("Which town hall is it?", delete);
      assertThat(page.locator("dialog button:focus").textContent().strip()).isEqualTo(keep);
      page.keyboard().press("Enter");
      page.locator("dialog[open]").waitFor(gone());
      assertThat(page.locator(".run").count()).isEqualTo(2);
      page.keyboard().press("Enter");
      page.locator("dialog[open]").waitFor();
      page.keyboard().press("Shift+Tab");
      page.keyboard().press("Enter");
      page.locator(".run").nth(1).waitFor(gone());

      page.reload();
      page.locator(".run").waitFor();
      assertThat(page.locator(".run-question").textContent()).isEqualTo("Which lighthouse is it?");
      assertThat(server.client().get("api/v1/runs/" + deleted).status()).isEqualTo(404);
      assertThat(cost(server, kept)).isPositive();
    }
  }

  @Test
  void usageAddsUpToTheBillsOfTheRunsHoweverItIsSplit() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      BigDecimal bills =
          cost(server, ended(server, "Which lighthouse is it?"))
              .add(cost(server, ended(server, "Which town hall is it?")));
      Page page = browser.signedIn(server.address());

      for (String by : List.of("day", "model", "stage", "user")) {
        page.navigate(server.address() + "#/usage/" + by);
        page.locator(".usage tfoot").waitFor();
        page.locator("input[name=usage-by][value=" + by + "]:checked").waitFor(attached());
        page.waitForLoadState(LoadState.NETWORKIDLE);

        assertThat(amount(page.locator(".usage tfoot td").last()))
            .as(by)
            .isEqualByComparingTo(bills);
        assertThat(
                page.locator(".usage tbody tr td:last-child").all().stream()
                    .map(PageControlsTest::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add))
            .as(by)
            .isEqualByComparingTo(bills);
        assertThat(page.locator(".bars .bar").count()).as(by).isPositive();
      }
      page.reload();
      page.locator(".usage tfoot").waitFor();
      assertThat(page.locator("input[name=usage-by]:checked").inputValue()).isEqualTo("user");
      page.navigate(server.address() + "#/runs");
      page.locator(".run").first().waitFor();
      assertThat(
              page.locator(".run-cost").all().stream()
                  .map(PageControlsTest::amount)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(bills);
    }
  }

  private static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  // A cell may name what it counts for those who hear the page.
  private static BigDecimal amount(Locator cell) {
    return new BigDecimal(cell.textContent().replaceAll("[^0-9.]", ""));
  }

  private static BigDecimal cost(PageServer server, String run) {
    return server
        .client()
        .get("api/v1/runs/" + run + "/usage")
        .json()
        .path("total")
        .path("cost")
        .decimalValue();
  }

  private static String ended(PageServer server, String question) {
    String run = server.client().start(question);
    Await.until(
        () ->
            server
                .client()
                .get("api/v1/runs/" + run)
                .json()
                .path("state")
                .asString()
                .equals("completed"));
    return run;
  }

  @ParameterizedTest
  @CsvSource({"en-US,the limits only,based on 3 of your runs", "zh-CN,仅为限额,依据您的 3 次运行"})
  void anEstimateSaysWhatItStandsOn(String locale, String limits, String runs) {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address(), new NewContextOptions().setLocale(locale));
      assertThat(page.locator(".estimates").count()).isZero();

      page.locator("#question").fill(Lighthouse.QUESTION);
      page.locator(".estimates").waitFor();
      assertThat(page.locator(".estimate").innerText()).contains(limits);
      for (int i = 0; i < 3; i++) {
        ended(server, "Which lighthouse is it? " + i);
      }
      page.reload();
      page.locator(".estimates").waitFor();

      assertThat(page.locator(".estimate").innerText()).contains(runs);
      assertThat(page.locator(".estimates dd").count()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"en-US,You answered what was asked", "zh-CN,您回答了问题"})
  void whatThePlannerAsksIsAnsweredAndAnotherPlanComesOfIt(String locale, String answered) {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      Page page = browser.signedIn(server.address(), new NewContextOptions().setLocale(locale));
      page.locator("#question").fill(Lighthouse.UNCLEAR);
      page.locator("form.ask .primary").click();
      page.locator(".asked textarea").waitFor();
      assertThat(page.locator(".asked span").textContent()).isEqualTo("Which one is meant?");
      assertThat(page.locator(".questions button").isDisabled()).isTrue();

      page.locator(".asked textarea").fill(Lighthouse.MEANT);
      page.locator(".questions button").click();
      page.locator(".questions").waitFor(gone());
      page.locator(".edit-row textarea").first().waitFor();

      assertThat(page.locator(".edit-row textarea").first().inputValue())
          .isEqualTo(Lighthouse.MEANT);
      page.locator("ds-plan-card form .primary").click();
      page.locator(".run-head a.primary").waitFor();
      assertThat(page.locator("ds-run-timeline").innerText())
          .contains(answered, "Which one is meant? " + Lighthouse.MEANT);
    }
  }

  @Test
  void metersShowWhatShareOfTheLimitsIsUsed() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      String run =
          server
              .client()
              .post(
                  "api/v1/runs",
                  "{\"question\":\"Which lighthouse is it?\",\"max_steps\":10,\"max_cost\":2}")
              .json()
              .path("id")
              .asString();
      Page page = browser.signedIn(server.address());
      page.navigate(server.address() + "#/runs/" + run);
      page.locator(".run-head a.primary").waitFor();

      List<String> gauges =
          page.locator(".meters .gauge").all().stream()
              .map(gauge -> gauge.getAttribute("aria-label"))
              .toList();

      assertThat(gauges).anyMatch(label -> label.matches("Searches and pages: \\d+ of 10 used .*"));
      assertThat(gauges).anyMatch(label -> label.matches("Cost: 0\\.\\d+ of 2\\.00 used .*"));
      assertThat(gauges).anyMatch(label -> label.startsWith("Active time: "));
      assertThat(gauges).anyMatch(label -> label.startsWith("Context: "));
    }
  }

  @Test
  void everyFormOfTheReportCanBeSaved() {
    try (var server = new PageServer(folder, Lighthouse.model(), TITLE)) {
      String run = ended(server, "Which lighthouse is it?");
      Page page = browser.signedIn(server.address());
      page.navigate(server.address() + "#/runs/" + run + "/report");
      page.locator(".exports a").first().waitFor();

      assertThat(page.locator(".exports a").allTextContents())
          .containsExactly("Markdown", "HTML", "PDF", "Word", "JSON", "Bundle");
      for (Locator form : page.locator(".exports a").all()) {
        assertThat(page.waitForDownload(form::click).suggestedFilename()).startsWith(run + ".");
      }
    }
  }
}
