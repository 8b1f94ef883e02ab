package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.documents.DocumentsException;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.engine.EngineException;
import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.engine.tokenizer.TokenizerException;
import io.deepsearch4j.engine.tokenizer.Tokenizers;
import io.deepsearch4j.report.Plain;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.SearchProvider;
import io.deepsearch4j.web.SearchProviders;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.WebException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Looks whether everything is there that a run needs.
final class Doctor {
  private static final int LONGEST = 400;
  private static final long LITTLE_ROOM = 1_000_000_000;
  private static final List<String> PROXIES =
      List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy");

  private final Config config;
  private final Wiring wiring;
  private final Map<String, String> environment;

  /// How well something is.
  enum Health {
    OK,
    WARN,
    FAIL
  }

  /// What was found, as a sentence that names the cure where one is needed.
  record Finding(Health health, String sentence) {
    /// As the command prints it.
    String line() {
      return "%-5s %s"
          .formatted(health.name().toLowerCase(Locale.ROOT), Plain.line(sentence, LONGEST));
    }
  }

  /// One thing to look at.
  @FunctionalInterface
  interface Check {
    Finding look();
  }

  Doctor(Config config, Wiring wiring, Map<String, String> environment) {
    this.config = config;
    this.wiring = wiring;
    this.environment = environment;
  }

  /// Checks that ask nobody outside.
  List<Check> checks() {
    return List.of(
        Doctor::java,
        Doctor::vectors,
        this::home,
        this::room,
        this::database,
        this::embedder,
        this::reader,
        this::engines,
        this::model,
        this::proxies);
  }

  /// All checks, those that ask search engines and the model included.
  List<Check> liveChecks() {
    var all = new ArrayList<>(checks());
    all.addAll(engineChecks());
    if (config.hasModel()) {
      all.add(this::modelAnswers);
    }
    return all;
  }

  /// Asks the search engine that runs ask first.
  Finding searchAnswers() {
    return engineChecks().getFirst().look();
  }

  private static Finding java() {
    return ok("Java " + Runtime.version() + " in " + System.getProperty("java.home"));
  }

  private static Finding vectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? ok("vector module is on")
        : warn("the vector module is off, so ranking is slower; start with the deepsearch script");
  }

  private Finding home() {
    Path home = config.folder();
    try {
      Files.createDirectories(home);
      Files.delete(Files.createTempFile(home, "doctor", ".tmp"));
      return ok("home folder " + home + " can be written to");
    } catch (IOException e) {
      return fail(home + " cannot be written to; set home or DEEPSEARCH_HOME to a folder of yours");
    }
  }

  private Finding room() {
    long free = config.folder().toFile().getUsableSpace();
    String left = free / 1_000_000 + " MB are free on the disk of " + config.folder();
    return free < LITTLE_ROOM ? warn(left + "; stored pages need room, so make some") : ok(left);
  }

  private Finding database() {
    String where = config.store().jdbcUrl().isBlank() ? "deepsearch.db" : "PostgreSQL";
    try (RunStore store = Wiring.store(config)) {
      return ok(
          "database "
              + where
              + " opens; "
              + (store.list(1).isEmpty() ? "no runs yet" : "it holds runs"));
    } catch (RuntimeException e) {
      return fail("database " + where + ": " + e.getMessage());
    }
  }

  private Finding embedder() {
    long start = System.nanoTime();
    try {
      int dimensions = wiring.embedder().question("ready?").length;
      return ok("embedding model loads (%d numbers, %d ms)".formatted(dimensions, millis(start)));
    } catch (DocumentsException | LinkageError e) {
      return fail("embedding model: " + e.getMessage());
    }
  }

  private Finding reader() {
    long start = System.nanoTime();
    var zip = new Source(zip(), "application/zip", URI.create("file:/doctor.zip"));
    return switch (wiring.reader(config.documents()).read(zip)) {
      case Reading.Read _ -> ok("isolated reader reads (" + millis(start) + " ms)");
      case Reading.Unreadable(_, var why) -> fail("isolated reader: " + why);
    };
  }

  private static byte[] zip() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("note.txt"));
      zip.write("The doctor was here.".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Finding engines() {
    try {
      List<String> names = providers().engines().stream().map(SearchProvider::name).toList();
      return names.equals(List.of("wikipedia"))
          ? warn(
              "only Wikipedia is searched; set SEARXNG_URL, TAVILY_API_KEY, SERPER_API_KEY,"
                  + " BRAVE_API_KEY or EXA_API_KEY to search the web")
          : ok("search engines: " + String.join(", ", names));
    } catch (WebException e) {
      return fail("search: " + e.getMessage());
    }
  }

  private SearchProviders providers() {
    return SearchProviders.fromEnvironment(environment, config.search(), Clock.systemUTC());
  }

  private List<Check> engineChecks() {
    var checks = new ArrayList<Check>();
    try {
      for (SearchProvider engine : providers().engines()) {
        checks.add(() -> answers(engine));
      }
    } catch (WebException e) {
      checks.add(() -> fail("search: " + e.getMessage()));
    }
    return checks;
  }

  private static Finding answers(SearchProvider engine) {
    return switch (engine.search(Query.of("Mount Elbrus height"))) {
      case Searched.Found(var hits) -> ok(engine.name() + " answers (" + hits.size() + " hits)");
      case Searched.Nothing _ -> warn(engine.name() + " answers, but finds nothing");
      case Searched.Throttled(_, var after) ->
          warn(engine.name() + " asks to wait " + after.toSeconds() + " s; your account is small");
      case Searched.Refused(_, var why) -> fail(engine.name() + " refuses: " + why);
      case Searched.Broken(_, var why) -> fail(engine.name() + " does not work: " + why);
    };
  }

  private Finding model() {
    if (!config.hasModel()) {
      return ok("no language model is configured; answers are extracted by rules");
    }
    String name = config.chat(Part.RESEARCHER).model();
    try {
      return LocalName.is(name)
          ? localModel(wiring.folder(name))
          : ok("language model " + wiring.route(config.chat(Part.RESEARCHER)));
    } catch (IllegalArgumentException
        | SettingException
        | CheckpointException
        | TokenizerException e) {
      return fail("language model: " + e.getMessage());
    }
  }

  private static Finding localModel(Path folder) {
    ModelDescription model = ModelDescription.of(folder);
    var tokenizer = Tokenizers.open(folder);
    if (!model.stored().isThere()) {
      return fail("language model: " + folder + " has no weights; copy them there");
    }
    String found =
        "language model in %s: %s, %s, %s, %s tokens"
            .formatted(
                folder,
                model.config().architecture().published(),
                model.stored().form(),
                Sizes.bytes(model.stored().bytes()),
                Sizes.count(tokenizer.size()));
    return model.stored().bytes() > Memory.ofMachine()
        ? warn(
            found
                + "; that is more than the "
                + Sizes.bytes(Memory.ofMachine())
                + " of memory here, so it will be slow; fewer bits help: deepsearch model quantize")
        : ok(found);
  }

  /// Asks the model for a few words.
  Finding modelAnswers() {
    if (!config.hasModel()) {
      return warn(
          "no language model is configured, so answers are extracted by rules; name one in the"
              + " setting model, such as openai:gpt-5-mini");
    }
    var request =
        new ChatRequest(
            List.of(new Message.User("Reply with the word ready.")),
            List.of(),
            Thinking.FAST,
            Sampling.DEFAULT.withMaxTokens(64),
            "");
    try {
      Reply reply = wiring.model(config, Part.RESEARCHER).reply(request, _ -> {});
      return ok(
          "language model answers as " + reply.model() + ", " + reply.usage().total() + " tokens");
    } catch (ChatException
        | IllegalArgumentException
        | SettingException
        | CheckpointException
        | TokenizerException
        | EngineException e) {
      return fail("language model: " + e.getMessage());
    }
  }

  private Finding proxies() {
    List<String> set = PROXIES.stream().filter(environment::containsKey).toList();
    return set.isEmpty()
        ? ok("no proxy variables are set")
        : warn(
            String.join(", ", set)
                + " is set, but pages are always fetched directly, so that the address checked is the"
                + " address opened; let this machine out or search folders only");
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static Finding ok(String sentence) {
    return new Finding(Health.OK, sentence);
  }

  private static Finding warn(String sentence) {
    return new Finding(Health.WARN, sentence);
  }

  private static Finding fail(String sentence) {
    return new Finding(Health.FAIL, sentence);
  }
}
