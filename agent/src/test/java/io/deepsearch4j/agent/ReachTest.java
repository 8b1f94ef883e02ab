package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.web.Fetched;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
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

    Reach.Bounds bounds = afterReading(pages, "https://a.example/");

    assertThat(bounds.allow(URI.create("https://far.example/report?id=7#page=2"))).isTrue();
    assertThat(bounds.allow(URI.create("https://far.example/report?id=8"))).isFalse();
    assertThat(bounds.allow(URI.create("https://far.example/"))).isFalse();
  }

  // Row I3: whoever may guess an address can say something by it.
  @Test
  void noAddressIsGuessedOncePrivateTextIsKnown() {
    var pages = new TestPages(folder);
    pages.page("https://a.example/", "A page", "https://a.example/linked");
    pages.page("file:///private/plan.txt", "The secret is swordfish");

    Reach.Bounds before = afterReading(pages, "https://a.example/");
    Reach.Bounds after = afterReading(pages, "https://a.example/", "file:///private/plan.txt");

    assertThat(before.allow(URI.create("https://a.example/swordfish"))).isTrue();
    assertThat(after.allow(URI.create("https://a.example/swordfish"))).isFalse();
    assertThat(after.allow(URI.create("https://a.example/"))).isTrue();
    assertThat(after.allow(URI.create("https://a.example/linked"))).isTrue();
    assertThat(after.allow(URI.create("file:///private/plan.txt"))).isTrue();
  }

  private Reach.Bounds afterReading(TestPages pages, String... addresses) {
    var steps = new ArrayList<Step>(List.of(began("What?")));
    for (String address : addresses) {
      var opened = (Fetched.Opened) pages.open(URI.create(address));
      var arrived =
          new Observation.Arrived(
              opened.page().url(),
              opened.page(),
              "A page",
              "",
              List.of(),
              List.of(),
              6,
              1,
              List.of());
      steps.add(
          new Step.Chosen(
              "research/0",
              Turn.byRule("test", ""),
              List.of(new Action.Open(List.of(opened.page().url()))),
              Spent.NOTHING));
      steps.add(
          new Step.Acted(
              "research/0", 0, new Observation.Opened(List.of(arrived)), List.of(), Spent.NOTHING));
    }
    return new Reach(pages.store()).of(new Trajectory(steps));
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
