package io.deepsearch4j.cli;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.engine.EngineConfig;
import io.deepsearch4j.engine.LocalModel;
import io.deepsearch4j.engine.checkpoint.Progress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The models that run in this process: one engine for each folder, opened when it is first needed
/// and shared by all who ask. Safe to share between threads.
final class LocalModels implements AutoCloseable {
  private final Path home;
  private final RandomGenerator random;
  private final Map<Key, LocalModel> opened = new HashMap<>();

  private record Key(Path folder, EngineConfig config) {}

  /// @param random for the seeds of replies that bring none
  LocalModels(Path home, RandomGenerator random) {
    this.home = home;
    this.random = random;
  }

  /// The model of that name.
  synchronized ChatModel model(String name, EngineConfig config) {
    LocalModel model = opened(name, config);
    String called = String.valueOf(LocalName.folder(name, home).getFileName());
    return model.chat(called, model.options(), random::nextLong);
  }

  /// Whether the model of that name is asked in shorthand.
  synchronized boolean speaksShorthand(String name, EngineConfig config) {
    return opened(name, config).speaksShorthand();
  }

  private LocalModel opened(String name, EngineConfig config) {
    return opened.computeIfAbsent(
        new Key(LocalName.folder(name, home), config),
        key -> LocalModel.open(key.folder(), key.config(), Progress.NONE));
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(LocalModel::close);
    opened.clear();
  }
}
