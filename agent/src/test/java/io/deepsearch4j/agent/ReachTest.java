package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.web.Fetched;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachTest {
  @TempDir Path folder;

  @Test
  void anAddressThatCameUpNowhereIsNotOpened() {
    Reach.Bounds bounds = bounds("What does https://a.example/page say?");

    assertThat(bounds.allow(URI.create("https://a.example/page"))).isTrue();
    assertThat(bounds.allow(URI.create("https://a.example/other"))).isTrue();
    assertThat(bounds.allow(URI.create("https://a.example/?q=secret"))).isFalse();
    assertThat(bounds.allow(URI.create("https://evil.example/secret"))).isFalse();
  }

  @Test
  void aLinkOfAnOpenedPageIsOpenedAndOnlyThatVeryAddress() {
    var pages = new TestPages(folder);
    pages.page("https://a.example/", "A page", "https://far.example/report?id=7");
    var opened = (Fetched.Opened) pages.open(URI.create("https://a.example/"));
    var arrived =
        new Observation.Arrived(
            opened.page().url(), opened.page(), "A page", "", List.of(), List.of(), 6, 1, List.of());
    var choice =
        new Step.Chosen(
            "research/0",
            Turn.byRule("test", ""),
            List.of(new Action.Open(List.of(opened.page().url()))),
            Spent.NOTHING);
    var acted =
        new Step.Acted(
            "research/0", 0, new Observation.Opened(List.of(arrived)), List.of(), Spent.NOTHING);

    Reach.Bounds bounds =
        new Reach(pages.store()).of(new Trajectory(List.of(began("What?"), choice, acted)));

    assertThat(bounds.allow(URI.create("https://far.example/report?id=7#page=2"))).isTrue();
    assertThat(bounds.allow(URI.create("https://far.example/report?id=8"))).isFalse();
    assertThat(bounds.allow(URI.create("https://far.example/"))).isFalse();
  }

  private Reach.Bounds bounds(String question) {
    return new Reach(new TestPages(folder).store()).of(new Trajectory(List.of(began(question))));
  }

  private static Step.Began began(String question) {
    var task =
        new Task(
            new Question(question, "en", LocalDate.EPOCH),
            new Plan(List.of(), List.of(), List.of(), ""),
            Draft.nothing(),
            List.of(),
            List.of(),
            AgentConfig.DEFAULT.budget(),
            Pace.DEFAULT);
    return new Step.Began("research/0", Role.RESEARCHER, task, Spent.NOTHING);
  }
}
