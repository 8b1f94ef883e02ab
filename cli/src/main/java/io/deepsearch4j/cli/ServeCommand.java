package io.deepsearch4j.cli;

import io.deepsearch4j.server.DeepSearchServer;
import io.deepsearch4j.server.ServerConfig;
import io.deepsearch4j.server.TokenFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch serve`: the agent and the models over HTTP, until Ctrl-C.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves the agent and the models over HTTP until Ctrl-C: page, runs API, OpenAI API.",
      "Callers show the token from the file server-token in the home folder."
    },
    footer = {"", "Example:", "  deepsearch serve --port 8080 --model openai:gpt-5-mini"})
final class ServeCommand implements Callable<Integer> {
  static final String TOKEN_FILE = "server-token";

  private final Console console;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Where to listen; 127.0.0.1 if not given, for this machine alone.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "8080 if not given; 0 for any that is free.")
  private @Nullable String port;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A language model, such as openai:gpt-5-mini or local:./FOLDER; none for none.")
  private @Nullable String model;

  @Mixin private SettingFlags settings = new SettingFlags();

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    SettingsTree tree = settings.load(console, flags());
    Config config = ConfigLoader.config(tree, console.environment());
    // Before anything else, so that everything knows what it must not tell.
    String token = token(config);
    var end = new CountDownLatch(1);
    try (var _ = new StopSignal(end::countDown);
        var opened = new ServedFoundation(tree, config, console);
        DeepSearchServer server =
            DeepSearchServer.start(
                opened.foundation(),
                config.server(),
                token,
                Clock.systemUTC(),
                new SecureRandom());
        var _ =
            new CtrlC(
                new Screen(console.err(), 0),
                "stopping; runs are left where they are and go on at the next start",
                end::countDown)) {
      console.out().println(server.address());
      console.out().flush();
      console.tell(told(config));
      end.await();
    }
    return Exit.DONE;
  }

  private List<ConfigLoader.Flag> flags() {
    var flags = new ArrayList<ConfigLoader.Flag>();
    add(flags, "server.host", host, "--host");
    add(flags, "server.port", port, "--port");
    add(flags, "model", "none".equals(model) ? "" : model, "--model");
    return flags;
  }

  private static void add(
      List<ConfigLoader.Flag> flags, String key, @Nullable String text, String flag) {
    if (text != null) {
      flags.add(new ConfigLoader.Flag(key, text, flag));
    }
  }

  private static String token(Config config) {
    ServerConfig server = config.server();
    if (server.authentication() == ServerConfig.Authentication.NONE) {
      return "";
    }
    return server.token().isEmpty()
        ? TokenFile.token(tokenFile(config), new SecureRandom())
        : server.token();
  }

  private static Path tokenFile(Config config) {
    return config.folder().resolve(TOKEN_FILE);
  }

  private static String told(Config config) {
    if (config.server().authentication() == ServerConfig.Authentication.NONE) {
      return "serving without a token, for this machine alone; Ctrl-C ends it";
    }
    return config.server().token().isEmpty()
        ? "serving; the token is in " + tokenFile(config) + "; Ctrl-C ends it"
        : "serving; the token is the one in your settings; Ctrl-C ends it";
  }
}
