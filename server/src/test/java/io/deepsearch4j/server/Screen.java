package io.deepsearch4j.server;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;

/// A screen of the page: where it is, and what is there once it has been drawn in full.
record Screen(String address, String ready) {

  /// Every screen there is, about one run that has ended.
  static List<Screen> all(String run) {
    String home = "#/runs/" + run;
    return List.of(
        new Screen("#/", "#question"),
        new Screen("#/runs", ".run-question"),
        new Screen("#/documents", ".collection"),
        new Screen("#/usage", ".usage tfoot"),
        new Screen("#/settings", ".values tbody tr"),
        new Screen(home, "ds-step-row:last-of-type time"),
        new Screen(home + "/report", ".sources"),
        new Screen(home + "/evidence", ".passage >> nth=1"),
        new Screen(home + "/evidence/E1", "mark"),
        new Screen(home + "/trace", ".gantt"),
        new Screen(home + "/usage", ".usage tfoot"),
        new Screen("#/compare/" + run + "/" + run, ".compared >> nth=3"));
  }

  /// Goes there and waits until everything is drawn.
  void open(Page page, URI server) {
    page.navigate(server + address);
    awaitReady(page);
  }

  void awaitReady(Page page) {
    page.locator("main").locator(ready).first().waitFor();
    page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
  }
}
