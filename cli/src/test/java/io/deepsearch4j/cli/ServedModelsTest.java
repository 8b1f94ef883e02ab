package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedModelsTest {
  private static final ChatRequest HELLO =
      new ChatRequest(
          List.of(new Message.User("Hello")),
          List.of(),
          Thinking.FAST,
          Sampling.DEFAULT.withMaxTokens(4),
          "");

  @TempDir private Path folder;

  @Test
  void theModelsOfTheSettingsAndOfTheHomeFolderAreServed() throws IOException {
    Files.createDirectories(folder.resolve("home/models/mine"));
    Files.createDirectories(folder.resolve("home/models/another"));
    Files.writeString(folder.resolve("home/models/note.txt"), "no model");

    ServedModels served =
        served("model=openai:large", "chat.fast-model=openai:small", "models.reader.model=nano-r");

    assertThat(served.models())
        .containsOnlyKeys("openai:large", "openai:small", "nano-r", "local:another", "local:mine");
    assertThat(served.setting("local:mine")).contains("local:mine");
    assertThat(served.setting("local:note.txt")).isEmpty();
  }

  @Test
  void whereAModelLiesIsNotTold() {
    Path place = folder.resolve("secret/place/mine");

    ServedModels served = served("model=local:" + place);

    assertThat(served.models()).containsOnlyKeys("local:mine");
    assertThat(model(served, "local:mine").name()).isEqualTo("local:mine");
    assertThat(served.setting("local:mine")).contains("local:" + place);
  }

  private static ChatModel model(ServedModels served, String name) {
    return Objects.requireNonNull(served.models().get(name), name);
  }

  @Test
  void aHomeFolderWithoutModelsServesNone() {
    assertThat(served().models()).isEmpty();
  }

  @Test
  void aModelIsOpenedOnlyWhenItIsAsked() throws IOException {
    Path broken = folder.resolve("home/models/broken");
    Files.createDirectories(broken);
    try (var wiring = new Wiring(folder.resolve("home"), Map.of(), IndexingWatcher.NOBODY)) {
      ChatModel model = model(ServedModels.of(config(), wiring), "local:broken");

      assertThat(model.name()).isEqualTo("local:broken");
      assertThatThrownBy(() -> model.reply(HELLO, _ -> {})).hasMessageContaining("broken");
    }
  }

  @Test
  void aModelOfTheHomeFolderAnswers() throws IOException {
    ReferenceModels.talking("embedded-tiny", folder.resolve("home/models/mine"));
    try (var wiring = new Wiring(folder.resolve("home"), Map.of(), IndexingWatcher.NOBODY)) {
      ChatModel model = model(ServedModels.of(config(), wiring), "local:mine");

      assertThat(model.reply(HELLO, _ -> {}).usage().completion()).isBetween(1L, 4L);
    }
  }

  private ServedModels served(String... settings) {
    try (var wiring = new Wiring(folder.resolve("home"), Map.of(), IndexingWatcher.NOBODY)) {
      return ServedModels.of(config(settings), wiring);
    }
  }

  private Config config(String... settings) {
    var flags = new ArrayList<ConfigLoader.Flag>();
    flags.add(new ConfigLoader.Flag("home", folder.resolve("home").toString(), "--set"));
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      flags.add(
          new ConfigLoader.Flag(
              setting.substring(0, equals), setting.substring(equals + 1), "--set"));
    }
    return ConfigLoader.config(
        new ConfigLoader(Map.of(), folder).load(Optional.empty(), flags), Map.of());
  }
}
