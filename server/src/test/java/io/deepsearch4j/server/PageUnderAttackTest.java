package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Markup in everything that others write: it is shown as text, runs nothing and loads nothing. The
/// content security policy would stop it; that it has nothing to stop is the stronger statement.
@Tag("slow")
class PageUnderAttackTest {
  private static final String MARKUP =
      "\"'></textarea></title></script><script>window.ran = 1</script>"
          + "<img src=x onerror=\"window.ran = 1\"><svg/onload=\"window.ran = 1\">"
          + "<iframe srcdoc=\"<script>parent.ran = 1</script>\"></iframe>"
          + "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1"
          + " onerror=window.ran=1&gt;\">${window.ran = 1}{{ran}}";
  private static final String MARKDOWN =
      "\n\n[one](javascript:window.ran=1) [two](data:text/html,<script>window.ran=1</script>)"
          + " [three](vbscript:x) ![four](https://elsewhere.example/seen.png)"
          + " <a href=\"JaVaScRiPt:window.ran=1\" style=\"position:fixed\">five</a> <http://ok.example/>\n\n"
          + MARKUP;

  @TempDir Path folder;
  private Browser browser;

  @BeforeEach
  void openTheBrowser() {
    assumeTrue(
        Browser.isThere(),
        "the page is tested in a browser; install chromium and node to run these tests");
    browser = Browser.open();
  }

  @AfterEach
  void closeTheBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void nothingThatOthersWroteRunsOnAnyScreen() {
    try (var server = new PageServer(folder, Lighthouse.model(MARKDOWN), MARKUP)) {
      Page page = browser.signedIn(server.address());
      page.locator("#question").fill("When was it lit? " + MARKUP);
      page.locator("form.ask .primary").click();
      page.locator("ds-plan-card form .primary").click();
      page.locator(".run-head a.primary").waitFor();
      String run = page.url().substring(page.url().lastIndexOf('/') + 1);

      for (Screen screen : Screen.all(run)) {
        screen.open(page, server.address());
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        assertThat(page.evaluate("window.ran")).as(screen.address()).isNull();
        assertThat(oddThings(page)).as(screen.address()).isEmpty();
      }

      page.navigate(server.address() + "#/runs/" + run);
      assertThat(page.locator("h1.question").textContent()).contains("<script>window.ran = 1");
      page.locator("ds-step-row").first().waitFor();
      assertThat(page.locator(".reasoning strong").first().textContent()).isEqualTo("architect");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void nothingRunsThatStandsInNamesTroublesSettingsOrQuestions() {
    try (var server = new PageServer(folder, Lighthouse.model(), "The town hall")) {
      Page page = browser.signedIn(server.address());
      String file = "{\"path\":$,\"state\":\"failed\",\"pages\":3,\"trouble\":$}";
      answer(
          page,
          "documents",
          "{\"documents\":[{\"name\":\"uploads\",\"uploads\":true,\"files\":["
              + file
              + "]},"
              + "{\"name\":$,\"uploads\":false,\"files\":["
              + file
              + "]}]}");
      answer(
          page,
          "settings",
          "{\"settings\":[{\"key\":$,\"value\":$,\"origin\":$,\"secret\":false,\"set\":true}]}");
      answer(page, "settings/test", "{\"works\":false,\"sentence\":$}");
      String counts =
          "\"runs\":1,\"calls\":1,\"prompt_tokens\":1,\"cached_tokens\":0,\"completion_tokens\":1,"
              + "\"reasoning_tokens\":0,\"cost\":1";
      answer(
          page,
          "usage\\?by=model",
          "{\"by\":\"model\",\"lines\":[{\"key\":$," + counts + "}],\"total\":{" + counts + "}}");
      answer(
          page,
          "runs/[^/]+/plan",
          "{\"conditions\":[{\"id\":\"C1\",\"text\":$}],\"queries\":[$],\"key_urls\":[],"
              + "\"stop_rule\":$,\"questions\":[{\"text\":$}]}");

      for (var screen :
          List.of(
              new Screen("#/documents", ".file-trouble >> nth=1"),
              new Screen("#/settings", ".values code"),
              new Screen("#/usage/model", ".usage tfoot"))) {
        screen.open(page, server.address());
        assertUnharmed(page, screen.address());
      }
      page.navigate(server.address() + "#/settings");
      page.locator("[data-test=search]").click();
      page.locator(".tester .verdict-contradicted").waitFor();
      assertUnharmed(page, "a test of the search");
      page.navigate(server.address() + "#/documents");
      page.locator(".file button").first().click();
      assertThat(page.locator("dialog").innerText()).contains("<script>window.ran = 1");
      assertUnharmed(page, "a question whether to remove a file");
      page.keyboard().press("Escape");
      page.navigate(server.address() + "#/");
      page.locator("#question").fill(Lighthouse.QUESTION);
      page.locator("form.ask .primary").click();
      page.locator(".asked textarea").waitFor();
      assertThat(page.locator(".asked span").textContent()).contains("<script>window.ran = 1");
      assertUnharmed(page, "a plan with questions");
    }
  }

  /// Answers what the page asks for in the server's place, with markup wherever there is a `$`.
  private static void answer(Page page, String path, String json) {
    page.route(
        Pattern.compile("/api/v1/" + path + "$"),
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setHeaders(Map.of("ETag", "\"tag\""))
                    .setBody(json.replace("$", Json.MAPPER.writeValueAsString(MARKUP)))));
  }

  private void assertUnharmed(Page page, String where) {
    assertThat(page.evaluate("window.ran")).as(where).isNull();
    assertThat(oddThings(page)).as(where).isEmpty();
    assertThat(browser.complaints()).as(where).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static List<String> oddThings(Page page) {
    return (List<String>)
        page.evaluate(
            """
            () => [...document.querySelectorAll('main *, title')].filter((one) =>
                ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'MATH', 'STYLE', 'FORM', 'BASE', 'LINK']
                    .includes(one.nodeName.toUpperCase()) && !one.matches('form.ask, .plan form')
                || one.matches('img')
                || [...one.attributes].some(({ name }) => name.startsWith('on') || name === 'style')
                || one.nodeName === 'A' && one.hasAttribute('href')
                    && !['http:', 'https:'].includes(one.protocol)
                || one.nodeName === 'A' && one.host !== location.host && one.hasAttribute('href')
                    && one.rel !== 'noopener noreferrer')
              .map((one) => one.outerHTML.slice(0, 200))
            """);
  }
}
