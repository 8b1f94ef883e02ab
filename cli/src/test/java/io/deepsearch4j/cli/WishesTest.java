package io.deepsearch4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.agent.AgentConfig.Depth;
import io.deepsearch4j.agent.Approval;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.server.Library;
import io.deepsearch4j.server.RunWish;
import io.deepsearch4j.web.PageStore;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wishes of callers of the server, made into runs.
class WishesTest {
  @TempDir Path folder;
  private Wiring wiring;
  private Library library;
  private Wishes wishes;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(
        folder.resolve("deepsearch.yaml"),
        """
        version: 1
        server:
          documents: {reports: ./my-reports}
          users: {ada: "${ADA_TOKEN}"}
        """);
    Map<String, String> environment = Map.of("ADA_TOKEN", "ada-token-0123456789-a");
    SettingsTree tree = new ConfigLoader(environment, folder).load(Optional.empty(), List.of());
    wiring = new Wiring(folder.resolve("home"), environment, IndexingWatcher.NOBODY);
    library =
        new Library(
            Map.of(),
            folder.resolve("uploads"),
            documents -> {
              throw new IllegalStateException(documents + " is read by nobody here");
            },
            Clock.systemUTC());
    wishes =
        new Wishes(
            tree,
            environment,
            folder,
            wiring,
            ServedModels.of(ConfigLoader.config(tree, environment), wiring),
            library,
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    library.close();
    wiring.close();
  }

  @Test
  void documentsAreChosenByTheirNamesInTheSettings() {
    RunSpec spec = wishes.apply(wish(places(List.of("reports")), ""), "ada");

    assertThat(Errand.of(spec).sources().folders())
        .containsExactly(folder.resolve("my-reports").toString());
    assertThat(spec.wiring()).doesNotContain("ADA_TOKEN", "ada-token");
  }

  @Test
  void uploadsAreTheAskersOwn() throws Exception {
    Path mine =
        folder.resolve("uploads").resolve(PageStore.sha256("ada".getBytes(UTF_8)).substring(0, 32));
    Files.createDirectories(mine);
    Files.writeString(mine.resolve("tower.md"), "The tower is 330 m high.");

    RunSpec spec = wishes.apply(wish(places(List.of("uploads")), ""), "ada");

    assertThat(Errand.of(spec).sources().folders()).containsExactly(mine.toString());
    for (String other : List.of("", "bob", "../ada", "ADA")) {
      assertThatThrownBy(() -> wishes.apply(wish(places(List.of("uploads")), ""), other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("you have uploaded no documents yet");
    }
  }

  @Test
  void noOfferedFolderTakesTheNameOfTheUploads() {
    Map<String, String> environment = Map.of("ADA_TOKEN", "ada-token-0123456789-a");
    SettingsTree tree =
        new ConfigLoader(environment, folder)
            .load(
                Optional.empty(),
                List.of(new ConfigLoader.Flag("server.documents", "{uploads: /data}", "--set")));

    assertThatThrownBy(() -> ConfigLoader.config(tree, environment))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("choose another name");
  }

  @Test
  void anUnknownNameIsRefusedAlikeWhateverItIs() {
    for (String name : List.of("/etc", "./my-reports", folder.toString(), "missing")) {
      assertThatThrownBy(() -> wishes.apply(wish(places(List.of(name)), ""), "ada"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("there are no documents of that name");
    }
  }

  @Test
  void onlyServedModelsCanBeChosen() {
    for (String model : List.of("openai:gpt-x", "local:/etc", "local:./x")) {
      assertThatThrownBy(() -> wishes.apply(wish(RunWish.Places.THE_WEB, model), "ada"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("there is no model of that name");
    }
  }

  @Test
  void depthEffortAndLimitsReachTheRun() {
    RunSpec spec =
        wishes.apply(
            new RunWish(
                "How high is the tower?",
                Depth.DEEP,
                RunWish.Effort.HIGH,
                RunWish.Places.THE_WEB,
                "zh",
                "",
                new BigDecimal("0.5"),
                7,
                3,
                Approval.NEEDED),
            "ada");

    assertThat(spec.config().depth()).isEqualTo(Depth.DEEP);
    assertThat(spec.config().pace().choose()).isEqualTo(Thinking.SLOW);
    assertThat(spec.config().maxCost()).isEqualByComparingTo("0.5");
    assertThat(spec.config().maxSteps()).isEqualTo(7);
    assertThat(spec.config().maxMinutes()).isEqualTo(3);
    assertThat(spec.question().language()).isEqualTo("zh");
    assertThat(spec.approval()).isEqualTo(Approval.NEEDED);
  }

  @Test
  void aSiteIsAnAddressOfTheWeb() {
    var file = new RunWish.Places(false, List.of(URI.create("file:///etc")), List.of(), List.of());

    assertThatThrownBy(() -> wishes.apply(wish(file, ""), "ada"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://docs.example.org");
  }

  private static RunWish.Places places(List<String> documents) {
    return new RunWish.Places(false, List.of(), documents, List.of());
  }

  private static RunWish wish(RunWish.Places places, String model) {
    return new RunWish(
        "How high is the tower?",
        Depth.STANDARD,
        RunWish.Effort.MEDIUM,
        places,
        "",
        model,
        BigDecimal.ZERO,
        0,
        0,
        Approval.NOT_NEEDED);
  }
}
