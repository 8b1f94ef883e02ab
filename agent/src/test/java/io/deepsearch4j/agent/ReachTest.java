package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

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

  private Reach.Bounds bounds(String question) {
    var task =
        new Task(
            new Question(question, "en", LocalDate.EPOCH),
            new Plan(List.of(), List.of(), List.of(), ""),
            Draft.nothing(),
            List.of(),
            List.of(),
            AgentConfig.DEFAULT.budget(),
            Pace.DEFAULT);
    var began = new Step.Began("research/0", Role.RESEARCHER, task, Spent.NOTHING);
    return new Reach(new TestPages(folder).store()).of(new Trajectory(List.of(began)));
  }
}
