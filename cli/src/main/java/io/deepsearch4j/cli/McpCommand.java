package io.deepsearch4j.cli;

import io.deepsearch4j.server.McpApi;
import java.io.OutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch mcp`: the agent as tools for the program that started this process.
@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves the agent as MCP tools over standard input and output, for another program to start.",
      "deepsearch serve offers the same tools over HTTP, at /mcp."
    },
    footer = {
      "",
      "Example, in another program's settings:",
      "  deepsearch mcp --model openai:gpt-5-mini"
    })
final class McpCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A language model, such as openai:gpt-5-mini or local:./FOLDER; none for none.")
  private @Nullable String model;

  @Mixin private SettingFlags settings = new SettingFlags();

  McpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    SettingsTree tree = settings.load(console, flags());
    Config config = ConfigLoader.config(tree, console.environment());
    OutputStream protocol = console.out();
    PrintStream before = System.out;
    // Whatever any library prints would break the protocol.
    System.setOut(console.err());
    Thread served = Thread.currentThread();
    try (var _ = new StopSignal(served::interrupt);
        var opened = new ServedFoundation(tree, config, console)) {
      console.tell("serving MCP over standard input and output; closing the input ends it");
      McpApi.serve(
          opened.foundation(),
          config.server(),
          Clock.systemUTC(),
          new SecureRandom(),
          console.in(),
          protocol);
    } finally {
      System.setOut(before);
    }
    return Exit.DONE;
  }

  private List<ConfigLoader.Flag> flags() {
    var flags = new ArrayList<ConfigLoader.Flag>();
    if (model != null) {
      flags.add(new ConfigLoader.Flag("model", model.equals("none") ? "" : model, "--model"));
    }
    return flags;
  }
}
