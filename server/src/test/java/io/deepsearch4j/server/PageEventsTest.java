package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the page takes events: many of them, and when the connection breaks.
@Tag("slow")
class PageEventsTest {
  private static final int MANY = 1_000;

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
  void aThousandEventsLeaveAPageThatAnswersAtOnce() {
    try (var server = new PageServer(folder, Lighthouse.model(), "The town hall")) {
      String run = finished(server.client());
      String many = many(server.client(), run);
      Page page = browser.signedIn(server.address());
      page.route("**/events", route -> route.fulfill(stream(many)));

      long begun = System.nanoTime();
      page.navigate(server.address() + "#/runs/" + run);
      page.locator(".timeline .section-head").getByText("1,000").waitFor();
      var shown = Duration.ofNanos(System.nanoTime() - begun);

      assertThat(shown).isLessThan(Duration.ofSeconds(10));
      assertThat(page.locator("ds-step-row").count()).isLessThanOrEqualTo(150);
      assertThat(slowestFrame(page)).isLessThan(500);
      page.locator(".timeline > button").click();
      assertThat(page.locator("ds-step-row").count()).isEqualTo(650);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  // Scrolls through everything; answers how long the slowest frame took, in milliseconds.
  private static double slowestFrame(Page page) {
    return ((Number)
            page.evaluate(
                """
                async () => {
                  let slowest = 0;
                  let last = performance.now();
                  for (let at = 0; at < document.body.scrollHeight; at += 400) {
                    window.scrollTo(0, at);
                    await new Promise(requestAnimationFrame);
                    slowest = Math.max(slowest, performance.now() - last);
                    last = performance.now();
                  }
                  return slowest;
                }
                """))
        .doubleValue();
  }

  @Test
  void aBrokenConnectionIsTakenUpWhereItBroke() {
    try (var server = new PageServer(folder, Lighthouse.model(), "The town hall")) {
      String run = finished(server.client());
      String beginning =
          server.client().events(run).stream()
              .limit(4)
              .map(PageEventsTest::written)
              .collect(Collectors.joining());
      int steps = server.client().get("api/v1/runs/" + run + "/steps").json().path("total").asInt();
      Page page = browser.signedIn(server.address());
      List<String> seen = new CopyOnWriteArrayList<>();
      page.route(
          "**/events",
          route -> {
            String last = route.request().headers().getOrDefault("last-event-id", "none");
            seen.add(last);
            if (last.equals("none")) {
              route.fulfill(stream(beginning));
            } else {
              route.resume();
            }
          });

      page.navigate(server.address() + "#/runs/" + run);
      page.locator("ds-step-row").nth(steps - 1).waitFor();

      assertThat(seen).containsExactly("none", "2");
      assertThat(page.locator("ds-step-row").count()).isEqualTo(steps);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static String finished(Client client) {
    String run = client.start(Lighthouse.QUESTION);
    client.events(run);
    return run;
  }

  private static Route.FulfillOptions stream(String events) {
    return new Route.FulfillOptions()
        .setStatus(200)
        .setContentType("text/event-stream;charset=utf-8")
        .setBody(events);
  }

  private static String written(Client.Event event) {
    String id = event.id().isEmpty() ? "" : "id: " + event.id() + "\n";
    return "event: " + event.type() + "\n" + id + "data: " + event.data() + "\n\n";
  }

  // The steps of a real run over and over, numbered on.
  private static String many(Client client, String run) {
    List<Client.Event> steps =
        client.events(run).stream().filter(event -> event.type().equals("step")).toList();
    return IntStream.range(0, MANY)
            .mapToObj(
                position -> {
                  Client.Event step = steps.get(position % steps.size());
                  String data =
                      step.data().replaceFirst("\"position\":\\d+", "\"position\":" + position);
                  return written(new Client.Event("step", String.valueOf(position), data));
                })
            .collect(Collectors.joining())
        + "event: end\ndata: {\"state\":\"completed\",\"stop_reason\":\"answered\"}\n\n";
  }
}
