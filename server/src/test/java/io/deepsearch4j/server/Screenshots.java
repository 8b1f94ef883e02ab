package io.deepsearch4j.server;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes the pictures of the page in `docs/images`: the real page over the made-up coast.
final class Screenshots {
  private Screenshots() {}

  public static void main(String[] arguments) throws Exception {
    Path images = Path.of(arguments[0]);
    try (var browser = Browser.open()) {
      take(
          browser,
          images.resolve("page"),
          List.of("ask", "plan", "run", "report", "evidence", "trace"),
          new NewContextOptions().setLocale("en-US"));
      take(
          browser,
          images.resolve("page-dark"),
          List.of("run", "report"),
          new NewContextOptions().setLocale("zh-CN").setColorScheme(ColorScheme.DARK));
    }
  }

  private static void take(
      Browser browser, Path images, List<String> wanted, NewContextOptions options)
      throws Exception {
    var gate = new Gate(Lighthouse.model(), 9);
    try (var server =
        new PageServer(
            Files.createTempDirectory("screenshots"), gate, "The town hall of Sandvik")) {
      Page page =
          browser.signedIn(
              server.address(),
              options.setTimezoneId("UTC").setReducedMotion(ReducedMotion.REDUCE));
      page.locator("#question").fill(Lighthouse.QUESTION);
      page.locator(".estimates").waitFor();
      picture(page, images, wanted, "ask");
      page.locator("form.ask .primary").click();
      page.locator("ds-plan-card form .primary").waitFor();
      picture(page, images, wanted, "plan");
      page.locator("ds-plan-card form .primary").click();
      gate.awaitReached();
      page.locator("ds-step-row").nth(12).waitFor();
      picture(page, images, wanted, "run");
      gate.open();
      page.locator(".run-head a.primary").waitFor();
      String run = page.url().substring(page.url().lastIndexOf('/') + 1);
      for (Screen screen : Screen.all(run)) {
        if (screen.address().matches(".*/(report|E1|trace)")) {
          screen.open(page, server.address());
          picture(page, images, wanted, name(screen));
        }
      }
    }
  }

  private static String name(Screen screen) {
    String last = screen.address().substring(screen.address().lastIndexOf('/') + 1);
    return last.equals("E1") ? "evidence" : last;
  }

  private static void picture(Page page, Path images, List<String> wanted, String name) {
    if (wanted.contains(name)) {
      page.setViewportSize(1280, 820);
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(images + "-" + name + ".png")));
    }
  }
}
