package io.deepsearch4j.cli;

import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.server.Audience;
import io.deepsearch4j.server.DeepSearchServer;
import io.deepsearch4j.server.Foundation;
import io.deepsearch4j.server.ServerConfig;
import io.deepsearch4j.server.TokenFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration QUEUE_POLL = Duration.ofMillis(500);
  private static final Duration QUEUE_HEARTBEAT = Duration.ofSeconds(3);
  private static final int SECONDS_TO_STOP = 15;

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
    var end = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(stopper(end, stopped));
    try (var wiring = new Wiring(config.folder(), console.environment(), IndexingWatcher.NOBODY);
        RunStore store = Wiring.store(config);
        var audience = new Audience(store, POLL);
        var runs = new Runs(store, wiring, queue(config.server()), audience::watcher);
        DeepSearchServer server = start(tree, config, wiring, store, audience, runs);
        var _ =
            new CtrlC(
                new Screen(console.err(), 0),
                "stopping; runs are left where they are and go on at the next start",
                end::countDown)) {
      console.out().println(server.address());
      console.out().flush();
      console.tell(told(config));
      end.await();
    } finally {
      stopped.countDown();
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

  private static RunQueueConfig queue(ServerConfig config) {
    return new RunQueueConfig(
        RunQueueConfig.Reach.ALL_RUNS, config.parallel(), QUEUE_POLL, QUEUE_HEARTBEAT);
  }

  private DeepSearchServer start(
      SettingsTree tree,
      Config config,
      Wiring wiring,
      RunStore store,
      Audience audience,
      Runs runs) {
    var served = ServedModels.of(config, wiring);
    var foundation =
        new Foundation(
            runs,
            store,
            audience,
            wiring.pages(),
            served.models(),
            new Wishes(
                tree,
                console.environment(),
                console.folder(),
                wiring,
                served,
                Clock.system(ZoneId.systemDefault())),
            new ReportForms(store),
            new EvidenceCheck(wiring.pages(), wiring.reader(config.documents())));
    return DeepSearchServer.start(
        foundation, config.server(), token(config), Clock.systemUTC(), new SecureRandom());
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
    return config.folder().resolve("server-token");
  }

  private static String told(Config config) {
    if (config.server().authentication() == ServerConfig.Authentication.NONE) {
      return "serving without a token, for this machine alone; Ctrl-C ends it";
    }
    return config.server().token().isEmpty()
        ? "serving; the token is in " + tokenFile(config) + "; Ctrl-C ends it"
        : "serving; the token is the one in your settings; Ctrl-C ends it";
  }

  // A service manager asks by signal, and the machine's shutdown does, too.
  private static Thread stopper(CountDownLatch end, CountDownLatch stopped) {
    return Thread.ofPlatform()
        .name("stop")
        .unstarted(
            () -> {
              end.countDown();
              try {
                var _ = stopped.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
