package io.deepsearch4j.cli;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Equipment;
import io.deepsearch4j.agent.Models;
import io.deepsearch4j.agent.OutsideTool;
import io.deepsearch4j.agent.Pace;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.chat.ChatConfig;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ModelRoute;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.chat.RemoteChatModel;
import io.deepsearch4j.documents.BgeEmbedder;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.IsolatedReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.server.mcp.ToolServers;
import io.deepsearch4j.web.Crawler;
import io.deepsearch4j.web.FolderWeb;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Web;
import io.deepsearch4j.web.WebConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Builds everything from settings, by constructors and nothing else. What is dear (the embedding
/// model, the process that reads files, the crawler with its turns and robots files) is made when
/// first needed and shared by all runs of this process. Safe to share between threads.
final class Wiring implements Equipment.Supplier, AutoCloseable {
  private static final Reading NO_TEXT =
      new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "a tool answers with text");

  private final Map<String, String> environment;
  private final Path home;
  private final IndexingWatcher indexing;
  private final Clock clock = Clock.systemUTC();
  private final PageStore pages;
  private final Embedder embedder =
      new BgeEmbedder(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4));
  private final Map<DocumentsConfig, DocumentReader> readers = new HashMap<>();
  private final Map<WebConfig, Crawler> crawlers = new HashMap<>();
  private final Map<ChatConfig, RemoteChatModel> remote = new HashMap<>();
  private final PracticeWebs practice = new PracticeWebs();
  private final LocalModels local;
  private final ToolServers tools;
  private final Map<String, Places> prepared = new HashMap<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /// Without tools of others.
  Wiring(Path home, Map<String, String> environment, IndexingWatcher indexing) {
    this(home, environment, indexing, new Config.Mcp(Map.of()));
  }

  Wiring(Path home, Map<String, String> environment, IndexingWatcher indexing, Config.Mcp mcp) {
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.indexing = indexing;
    this.pages = new PageStore(home.resolve("pages"));
    this.local = new LocalModels(home, new SecureRandom());
    this.tools =
        new ToolServers(
            mcp.servers(), pages, new FormatReader(DocumentsConfig.DEFAULT, _ -> NO_TEXT), clock);
    opened.push(tools);
    opened.push(embedder);
    opened.push(local);
  }

  /// The store that the settings name.
  static RunStore store(Config config) {
    Config.Store store = config.store();
    return store.jdbcUrl().isBlank()
        ? RunStore.open(config.folder())
        : RunStore.open(store.jdbcUrl(), store.user(), store.password());
  }

  /// Which models a run is started with, for its record.
  Map<Part, RunSpec.Named> named(Config config) {
    var named = new EnumMap<Part, RunSpec.Named>(Part.class);
    if (config.hasModel()) {
      for (Part part : Part.values()) {
        named.put(part, new RunSpec.Named(model(config, part).name(), price(config.chat(part))));
      }
    }
    return named;
  }

  /// The tools of others that a run may call: none where it promised to stay within documents or a
  /// site, and none without a model, because rules call no tools.
  List<OutsideTool> tools(Config config, Sources sources) {
    return config.hasModel() && sources.pages() instanceof Sources.Internet
        ? tools.offered()
        : List.of();
  }

  /// Opens the places a run will look at before it begins, so that what is wrong with them is known
  /// before anything is stored.
  Places prepare(Errand errand) throws InterruptedException {
    Config config = errand.config(environment);
    checkKeys(config);
    Places places = open(errand, config);
    synchronized (prepared) {
      prepared.put(errand.json(), places);
    }
    return places;
  }

  /// Refuses a model that needs a key which is not there.
  void checkKeys(Config config) {
    if (!config.hasModel()) {
      return;
    }
    for (Part part : Part.values()) {
      for (ChatConfig remote : remotes(config.chat(part))) {
        ModelRoute route = ModelRoute.of(remote, environment);
        route
            .missingKey()
            .ifPresent(
                variable -> {
                  throw new SettingException(
                      route.provider()
                          + ":"
                          + route.model()
                          + " needs a key; set "
                          + variable
                          + ", or choose another model with --model");
                });
      }
    }
  }

  @Override
  public Equipment equip(RunSpec spec) {
    Errand errand = Errand.of(spec);
    Config config = errand.config(environment);
    Models models = models(config, model -> model);
    Places places;
    synchronized (prepared) {
      places = prepared.remove(errand.json());
    }
    if (places == null) {
      places = open(errand, config);
    }
    Web web = spec.tools().isEmpty() ? places.web() : tools.beside(places.web());
    return new Equipment(web, pages, models, embedder, places::close);
  }

  private Places open(Errand errand, Config config) {
    return open(errand.sources(), config);
  }

  /// Opens places; must be closed.
  Places open(Sources sources, Config config) {
    return Places.open(sources, means(config, reader(config.documents())), this::crawler);
  }

  /// A folder of documents; must be closed.
  FolderWeb documents(Path folder, Config config) {
    return means(config, reader(config.documents())).folder(folder);
  }

  private Places.Means means(Config config, DocumentReader reader) {
    return new Places.Means(config, environment, home, pages, reader, indexing, practice, clock);
  }

  /// Where a run about the practice web of a seed will find it.
  Sources.Practice practice(long seed) {
    return practice.place(seed);
  }

  /// The way to a practice web that somebody else serves and closes.
  PracticePlace practice(PracticeWeb practice, Config config, DocumentReader reader) {
    return PracticePlace.of(practice, means(config, reader), this::crawler);
  }

  /// The models of all parts.
  ///
  /// @param asked how each of them is asked
  Models models(Config config, UnaryOperator<ChatModel> asked) {
    if (!config.hasModel()) {
      return Models.none();
    }
    var players = new EnumMap<Part, Models.Player>(Part.class);
    for (Part part : Part.values()) {
      players.put(
          part, new Models.Player(asked.apply(model(config, part)), price(config.chat(part))));
    }
    return Models.of(players);
  }

  // What runs on this machine costs no money.
  private static Price price(ChatConfig config) {
    return remotes(config).isEmpty() ? Price.FREE : config.price();
  }

  /// How the agent works, with the style that its models understand: those that were trained on
  /// shorthand are asked in shorthand, and read slowly and do all else fast if nobody says
  /// otherwise (docs/evaluation.md).
  AgentConfig agent(Config config) {
    AgentConfig agent = config.agent();
    if (agent.style() != AgentConfig.Style.AUTO) {
      return agent;
    }
    List<Boolean> shorthand =
        config.hasModel()
            ? Arrays.stream(Part.values())
                .map(config::chat)
                .flatMap(chat -> speakShorthand(config, chat))
                .distinct()
                .toList()
            : List.of(false);
    if (shorthand.size() > 1) {
      throw new SettingException(
          "some of the models are asked in shorthand and some in full, and a run speaks one of"
              + " both; name models of one kind");
    }
    if (!shorthand.getFirst()) {
      return agent.withStyle(AgentConfig.Style.FULL);
    }
    AgentConfig small = agent.withStyle(AgentConfig.Style.SHORTHAND);
    return small.pace().equals(Pace.DEFAULT) ? small.withPace(Pace.ARTICLE) : small;
  }

  /// Whether the models of a part, the slow and the fast one, were trained on shorthand.
  private Stream<Boolean> speakShorthand(Config config, ChatConfig chat) {
    return Stream.of(chat.model(), chat.fastModel())
        .filter(name -> !name.isBlank())
        .map(
            name ->
                LocalName.is(name)
                    ? local.speaksShorthand(name, config.engine())
                    : chat.dialect().equalsIgnoreCase("nano"));
  }

  /// The model that plays a part.
  ChatModel model(Config config, Part part) {
    ChatConfig chat = config.chat(part);
    if (!hasLocal(chat)) {
      return remote(chat);
    }
    ChatModel slow = model(config, chat, chat.model());
    return chat.fastModel().isBlank()
        ? slow
        : new TwoPaces(slow, model(config, chat, chat.fastModel()));
  }

  /// A single model by its name in the settings.
  ChatModel model(Config config, String name) {
    return model(config, config.chat(Part.RESEARCHER), name);
  }

  private ChatModel model(Config config, ChatConfig chat, String name) {
    return LocalName.is(name) ? local.model(name, config.engine()) : remote(alone(chat, name));
  }

  private static boolean hasLocal(ChatConfig chat) {
    return LocalName.is(chat.model()) || LocalName.is(chat.fastModel());
  }

  /// How the models of a part that are asked over the network are asked.
  private static List<ChatConfig> remotes(ChatConfig chat) {
    return hasLocal(chat)
        ? Stream.of(chat.model(), chat.fastModel())
            .filter(name -> !name.isBlank() && !LocalName.is(name))
            .map(name -> alone(chat, name))
            .toList()
        : List.of(chat);
  }

  private static ChatConfig alone(ChatConfig chat, String name) {
    return new ChatConfig(
        name,
        "",
        chat.baseUrl(),
        chat.keyName(),
        chat.dialect(),
        chat.thinking(),
        chat.window(),
        chat.price(),
        chat.limits());
  }

  private synchronized ChatModel remote(ChatConfig config) {
    return remote.computeIfAbsent(config, one -> RemoteChatModel.open(one, environment));
  }

  /// Where a model is asked, for people.
  String route(ChatConfig config) {
    ModelRoute route = ModelRoute.of(config, environment);
    return route.provider() + ":" + route.model() + " at " + route.baseUrl();
  }

  /// The folder of a local model.
  Path folder(String model) {
    return LocalName.folder(model, home);
  }

  synchronized DocumentReader reader(DocumentsConfig config) {
    return readers.computeIfAbsent(
        config,
        one -> {
          var isolated = new IsolatedReader(one);
          opened.push(isolated);
          return new FormatReader(one, isolated);
        });
  }

  private synchronized Crawler crawler(WebConfig config, DocumentReader reader) {
    return crawlers.computeIfAbsent(
        config, one -> new Crawler(one, pages, reader, clock, new SecureRandom()));
  }

  Embedder embedder() {
    return embedder;
  }

  PageStore pages() {
    return pages;
  }

  @Override
  public synchronized void close() {
    synchronized (prepared) {
      prepared.values().forEach(Places::close);
      prepared.clear();
    }
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        throw new IllegalStateException("something that was opened cannot be closed", e);
      }
    }
  }
}
