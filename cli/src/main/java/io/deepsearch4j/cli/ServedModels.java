package io.deepsearch4j.cli;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The models that are served: those of the settings, and those in the home folder. Each is opened
/// when it is first asked.
///
/// @param settings what the settings call each of them
record ServedModels(Map<String, String> settings, Map<String, ChatModel> models) {

  static ServedModels of(Config config, Wiring wiring) {
    Map<String, String> settings = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(config.model(), config.chat().fastModel()),
            config.models().all().stream()
                .flatMap(choice -> Stream.of(choice.model(), choice.fastModel())))
        .filter(name -> !name.isBlank())
        .forEach(name -> settings.put(shown(name), name));
    inHome(config.folder().resolve("models"))
        .forEach(name -> settings.putIfAbsent("local:" + name, "local:" + name));
    Map<String, ChatModel> models = new LinkedHashMap<>();
    settings.forEach(
        (shown, name) -> models.put(shown, new WhenAsked(shown, () -> wiring.model(config, name))));
    return new ServedModels(settings, models);
  }

  /// The name in the settings of a served model.
  Optional<String> setting(String shown) {
    return Optional.ofNullable(settings.get(shown));
  }

  // Where a folder lies is nobody's business who asks over the network.
  private static String shown(String name) {
    if (name.equals(LocalName.NANO)) {
      return name;
    }
    return LocalName.is(name) ? "local:" + name.replaceFirst(".*[/:\\\\]", "") : name;
  }

  private static Stream<String> inHome(Path models) {
    if (!Files.isDirectory(models)) {
      return Stream.of();
    }
    try (Stream<Path> folders = Files.list(models)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(models + " cannot be looked into; check its rights", e);
    }
  }

  /// A model that is opened when it is first asked.
  private record WhenAsked(String name, Supplier<ChatModel> model) implements ChatModel {
    @Override
    public boolean tellsLogProbabilities() {
      return model.get().tellsLogProbabilities();
    }

    @Override
    public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
      return model.get().reply(request, watcher);
    }
  }
}
