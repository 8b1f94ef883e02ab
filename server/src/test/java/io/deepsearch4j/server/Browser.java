package io.deepsearch4j.server;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A real browser without a window. It notes whatever a page should not do: errors, refused
/// scripts, dialogs, requests to elsewhere.
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final double PATIENCE_MS = 20_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Whether this machine has a browser, and Node to drive it.
  static boolean isThere() {
    return found("node").isPresent() && NAMES.stream().anyMatch(name -> found(name).isPresent());
  }

  static Browser open() {
    Path chromium = NAMES.stream().flatMap(name -> found(name).stream()).findFirst().orElseThrow();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        found("node").orElseThrow().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"))));
  }

  private static Optional<Path> found(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// A page of a fresh profile, at an address.
  Page page(URI address, com.microsoft.playwright.Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options.setViewportSize(1440, 900));
    context.setDefaultTimeout(PATIENCE_MS);
    Page page = context.newPage();
    page.onPageError(error -> complaints.add("error: " + error));
    page.onConsoleMessage(
        message -> {
          // Chromium tells of every answer that is a problem, and whether somebody is signed in is
          // asked in just that way; and of every server that has gone, as they do in tests.
          if (message.type().equals("error")
              && !message.text().contains("status of 401")
              && !message.text().contains("net::ERR_")) {
            complaints.add("console: " + message.text() + " " + message.location());
          }
        });
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(address.toString())
              && !request.url().startsWith("data:")
              && !request.url().startsWith("blob:")) {
            complaints.add("request: " + request.url());
          }
        });
    page.navigate(address.toString());
    return page;
  }

  Page page(URI address) {
    return page(address, new com.microsoft.playwright.Browser.NewContextOptions());
  }

  /// Signs in with the owner's token.
  Page signedIn(URI address, com.microsoft.playwright.Browser.NewContextOptions options) {
    Page page = page(address, options);
    page.locator("#token").fill(PageServer.TOKEN);
    page.locator("#token").press("Enter");
    page.locator("nav.places").waitFor();
    return page;
  }

  Page signedIn(URI address) {
    return signedIn(address, new com.microsoft.playwright.Browser.NewContextOptions());
  }

  /// What pages have done since this was last asked that they should not have done.
  List<String> complaints() {
    var told = List.copyOf(complaints);
    complaints.clear();
    return told;
  }

  /// Closes all pages, with everything that they kept.
  void leave() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
