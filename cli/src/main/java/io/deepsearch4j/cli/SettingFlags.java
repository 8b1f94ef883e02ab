package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that every command with settings has.
final class SettingFlags {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Read settings from FILE instead of deepsearch.yaml here or in the home folder.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change one setting, such as agent.max-steps=40; see deepsearch config show.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--verbose", description = "Log every call to the outside.")
  private boolean verbose;

  /// The settings, with further flags of the command winning over `--set`.
  SettingsTree load(Console console, List<ConfigLoader.Flag> further) {
    Logs.start(verbose);
    var flags = new ArrayList<ConfigLoader.Flag>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new SettingException(
            "--set takes KEY=VALUE, such as agent.max-steps=40, not " + Plain.line(setting, 60));
      }
      flags.add(
          new ConfigLoader.Flag(
              setting.substring(0, equals).strip(), setting.substring(equals + 1), "--set"));
    }
    flags.addAll(further);
    return new ConfigLoader(console.environment(), console.folder())
        .load(Optional.ofNullable(file).map(console.folder()::resolve), flags);
  }

  Config config(Console console) {
    return ConfigLoader.config(load(console, List.of()), console.environment());
  }
}
