package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.report.Plain;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What somebody who helps needs to know of an installation, as a zip of texts that can be read
/// before they are sent: no keys, no questions, no pages, no answers.
///
/// `about.txt` begins with `deepsearch4j/support/1` and tells of program and machine; `modules.txt`
/// lists the libraries; `settings.txt`, `doctor.txt` and `runs.txt` (counts by state) are there
/// where the settings can be read, else `trouble.txt` says why not. Log lines are kept nowhere:
/// they go to standard error.
final class SupportBundle {
  static final String FORMAT = "deepsearch4j/support/1";
  private static final int LONGEST_LINE = 2_500;

  private final KnownSecrets secrets;
  private final Map<String, List<String>> files = new LinkedHashMap<>();

  private SupportBundle(KnownSecrets secrets, Clock clock) {
    this.secrets = secrets;
    files.put("about.txt", about(clock));
    files.put("modules.txt", modules());
  }

  /// Of an installation whose settings cannot be read.
  static SupportBundle of(SettingException trouble, Map<String, String> environment, Clock clock) {
    var bundle = new SupportBundle(KnownSecrets.of(environment), clock);
    bundle.files.put("trouble.txt", List.of(String.valueOf(trouble.getMessage())));
    return bundle;
  }

  static SupportBundle of(
      SettingsTree settings, Config config, Map<String, String> environment, Clock clock) {
    KnownSecrets secrets =
        KnownSecrets.of(environment)
            .and(settings, environment)
            .andTheOneIn(config.folder().resolve(ServeCommand.TOKEN_FILE));
    var bundle = new SupportBundle(secrets, clock);
    bundle.files.put("settings.txt", settings(settings, secrets, environment));
    bundle.files.put("doctor.txt", doctor(config, secrets, environment));
    bundle.files.put("runs.txt", runs(config));
    return bundle;
  }

  private static List<String> about(Clock clock) {
    Runtime runtime = Runtime.getRuntime();
    return List.of(
        FORMAT,
        "program: " + DeepSearchCommand.VERSION,
        "made: " + clock.instant().truncatedTo(ChronoUnit.SECONDS),
        "java: %s, %s %s"
            .formatted(
                System.getProperty("java.vendor"),
                System.getProperty("java.vm.name"),
                Runtime.version()),
        "system: %s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "processors: " + runtime.availableProcessors(),
        "memory: " + Sizes.bytes(Memory.ofMachine()),
        "heap: " + Sizes.bytes(runtime.maxMemory()),
        "language: " + Locale.getDefault().toLanguageTag(),
        "names: " + System.getProperty("sun.jnu.encoding", "unknown"));
  }

  // Names only: where they lie is nobody's business.
  private static List<String> modules() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .flatMap(
            jar -> {
              var names = new ArrayList<String>();
              names.add(String.valueOf(jar.getFileName()));
              names.addAll(beside(jar));
              return names.stream();
            })
        .distinct()
        .sorted()
        .toList();
  }

  /// What the manifest of the program's own jar names.
  private static List<String> beside(Path jar) {
    try (var opened = new JarFile(jar.toFile())) {
      return Optional.ofNullable(opened.getManifest())
          .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
          .map(names -> Arrays.stream(names.split(" ")).map(SupportBundle::last).toList())
          .orElse(List.of());
    } catch (IOException _) {
      return List.of("(unreadable)");
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static List<String> settings(
      SettingsTree settings, KnownSecrets secrets, Map<String, String> environment) {
    return new ShownSettings(settings, secrets, environment)
        .all().stream()
            .map(
                one -> {
                  String hidden = one.set() ? "(set, not shown)" : "(not set)";
                  return "%s = %s # %s"
                      .formatted(
                          one.key(),
                          one.secret() ? hidden : one.value(),
                          settings.origins().get(one.key()));
                })
            .toList();
  }

  private static List<String> doctor(
      Config config, KnownSecrets secrets, Map<String, String> environment) {
    try (var wiring = new Wiring(config.folder(), environment, IndexingWatcher.NOBODY)) {
      return new Doctor(config, wiring, environment)
          .checks().stream()
              .map(SupportBundle::looked)
              // Before the line is cut, which might leave half a secret.
              .map(one -> new Doctor.Finding(one.health(), secrets.without(one.sentence())))
              .map(Doctor.Finding::line)
              .toList();
    }
  }

  private static Doctor.Finding looked(Doctor.Check check) {
    try {
      return check.look();
    } catch (RuntimeException e) {
      // Whoever helps needs the other findings all the more.
      return new Doctor.Finding(Doctor.Health.FAIL, "a check broke: " + e);
    }
  }

  private static List<String> runs(Config config) {
    try (RunStore store = Wiring.store(config)) {
      Map<RunState, Integer> counts = store.counts();
      return Arrays.stream(RunState.values())
          .map(state -> state.name().toLowerCase(Locale.ROOT) + " " + counts.getOrDefault(state, 0))
          .toList();
    } catch (RuntimeException e) {
      return List.of("the runs cannot be counted: " + e.getMessage());
    }
  }

  /// The zip.
  byte[] bytes() {
    String home = System.getProperty("user.home", "");
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, List<String>> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        for (String line : file.getValue()) {
          String clean = secrets.without(line);
          String anonymous = home.length() > 1 ? clean.replace(home, "~") : clean;
          zip.write((Plain.line(anonymous, LONGEST_LINE) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
