package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
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

  @SuppressWarnings("unchecked")
  private static List<String> oddThings(Page page) {
    return (List<String>)
        page.evaluate(
            """
            () => [...document.querySelectorAll('main *, title')].filter((one) =>
                ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'MATH', 'STYLE', 'FORM', 'BASE', 'LINK']
                    .includes(one.nodeName.toUpperCase()) && !one.matches('form.ask')
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
