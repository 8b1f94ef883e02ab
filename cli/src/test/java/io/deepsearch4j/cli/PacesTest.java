package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.Pace;
import io.deepsearch4j.chat.Thinking;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacesTest {
  @TempDir Path folder;

  @Test
  void areSettingsOfTheAgent() {
    assertThat(pace("default")).isEqualTo(Pace.DEFAULT);
    assertThat(pace("all-slow")).isEqualTo(Pace.always(Thinking.SLOW));
    assertThat(pace("all-fast")).isEqualTo(Pace.always(Thinking.FAST));
  }

  @Test
  void theArticleReadsSlowlyAndDoesAllElseFast() {
    assertThat(pace("article")).isEqualTo(Pace.ARTICLE);
  }

  @Test
  void slowOnChangeIsTheAgentsOwn() {
    assertThat(pace("slow-on-change")).isEqualTo(Pace.SLOW_ON_CHANGE);
  }

  private Pace pace(String name) {
    Map<String, String> environment = Map.of("DEEPSEARCH_HOME", folder.toString());
    SettingsTree tree =
        new ConfigLoader(environment, folder).load(Optional.empty(), Paces.flags(name));
    return ConfigLoader.config(tree, environment).agent().pace();
  }
}
