package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import io.deepsearch4j.web.Scope;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that say where to look.
final class SourceFlags {
  @Option(
      names = "--source",
      paramLabel = "FOLDER",
      description = "Search a folder of documents; can be given several times. Alone: no network.")
  private List<String> folders = new ArrayList<>();

  @Option(names = "--web", description = "With --source: search the web as well.")
  private boolean web;

  @Option(
      names = "--site",
      paramLabel = "URL",
      defaultValue = "",
      description = "Stay within one site.")
  private String site = "";

  @Option(
      names = "--practice",
      paramLabel = "SEED",
      description = "Search the made-up practice web of a seed, offline.")
  private @Nullable Long practice;

  Sources sources(Path folder) {
    return new Sources(pages(), folders.stream().map(name -> folder(folder, name)).toList());
  }

  private Sources.Pages pages() {
    if ((web ? 1 : 0) + (site.isEmpty() ? 0 : 1) + (practice == null ? 0 : 1) > 1) {
      throw new SettingException("--web, --site and --practice exclude each other; choose one");
    }
    if (practice != null) {
      return new Sources.Practice(practice, PracticePort.of(practice));
    }
    if (!site.isEmpty()) {
      return new Sources.Site(address());
    }
    return web || folders.isEmpty() ? new Sources.Internet() : new Sources.NoPages();
  }

  /// Where a run begins.
  List<URI> seeds() {
    return site.isEmpty() ? List.of() : List.of(address());
  }

  private URI address() {
    String full = site.contains("://") ? site : "https://" + site;
    try {
      URI home = URI.create(full);
      URI rooted =
          home.getRawPath() == null || home.getRawPath().isEmpty() ? home.resolve("/") : home;
      Scope.domain(rooted);
      return rooted;
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          "--site takes an address such as https://docs.example.org, not " + Plain.line(site, 80),
          e);
    }
  }

  private static String folder(Path here, String name) {
    try {
      Path folder = here.resolve(name).normalize();
      if (!Files.isDirectory(folder)) {
        throw new SettingException(
            "--source "
                + Plain.line(name, 120)
                + (Files.exists(folder)
                    ? " is a file; name its folder"
                    : " does not exist; name a folder of documents"));
      }
      if (!Files.isReadable(folder)) {
        throw new SettingException(
            "--source " + Plain.line(name, 120) + " may not be read; check its rights");
      }
      return folder.toString();
    } catch (InvalidPathException e) {
      throw new SettingException("--source takes a folder's name", e);
    }
  }
}
