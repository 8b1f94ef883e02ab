package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.report.Bundle;
import io.deepsearch4j.web.PageStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deepsearch runs bundle`: a run with its reports and evidence as one file to hand on.
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a run with its reports, steps, evidence and stored pages as one zip file.",
      "Anyone can check it with deepsearch runs verify, without network and model. It holds no"
          + " secrets of the settings, but every page the evidence stands on."
    },
    footer = {"", "Example:", "  deepsearch runs bundle RUN --out run.zip"})
final class RunsBundleCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's name, as runs list prints it.")
  private String id = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "",
      description = "Write to FILE; RUN.zip here if not given.")
  private String file = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsBundleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Config config = settings.config(console);
    try (RunStore store = Wiring.store(config)) {
      var _ = StoredRun.of(store, id);
      Path path = OutFile.path(console.folder(), file.isEmpty() ? id + ".zip" : file);
      Bundle.Written written = write(store, new PageStore(config.folder().resolve("pages")), path);
      written
          .missing()
          .forEach(
              page ->
                  console.tell(
                      "page " + page + " is no longer stored; its evidence cannot be checked"));
      console.tell("wrote " + path);
      console.tell("manifest " + written.manifestSha256());
    }
    return Exit.DONE;
  }

  private Bundle.Written write(RunStore store, PageStore pages, Path path) {
    try {
      Path temporary =
          Files.createTempFile(path.toAbsolutePath().getParent(), ".deepsearch", ".part");
      try {
        Bundle.Written written;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
          written = Bundle.write(store, pages, id, out);
        }
        Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
        return written;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written; check rights and room", e);
    }
  }
}
