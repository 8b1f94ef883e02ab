package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.server.Library;
import io.deepsearch4j.server.RunWish;
import io.deepsearch4j.web.Scope;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/// Makes runs of what callers of the server ask for. A wish chooses among what the settings offer
/// and can change none of them for good; it names documents and models, never places on the disk.
final class Wishes implements BiFunction<RunWish, String, RunSpec> {
  private static final String ORIGIN = "the request";
  private static final Reading NEVER_ASKED =
      new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "a question is text");

  private final ObjectNode settings;
  private final Map<String, String> documents;
  private final Map<String, String> environment;
  private final Path here;
  private final Wiring wiring;
  private final ServedModels models;
  private final Library library;
  private final Clock clock;

  /// @param here the folder from which relative names of folders are meant
  Wishes(
      SettingsTree settings,
      Map<String, String> environment,
      Path here,
      Wiring wiring,
      ServedModels models,
      Library library,
      Clock clock) {
    this.documents = ConfigLoader.config(settings, environment).server().documents();
    this.settings = settings.tree();
    // How the server is reached is no part of a run, nor are the tokens it asks for.
    this.settings.remove("server");
    this.environment = environment;
    this.here = here;
    this.wiring = wiring;
    this.models = models;
    this.library = library;
    this.clock = clock;
  }

  @Override
  public RunSpec apply(RunWish wish, String asker) {
    SettingsTree tree = tree(wish);
    Config config = ConfigLoader.config(tree, environment);
    Sources sources = sources(wish.places(), asker);
    List<URI> seeds = sources.pages() instanceof Sources.Site(var home) ? List.of(home) : List.of();
    try {
      wiring.checkKeys(config);
      if (config.model().equals(LocalName.NANO) && !(sources.pages() instanceof Sources.Practice)) {
        throw new IllegalArgumentException(
            "nano-r knows made-up practice webs and nothing else; name one in places.practice, or"
                + " another model");
      }
      return new RunSpec(
          new Question(wish.question(), language(config, wish), LocalDate.now(clock)),
          seeds,
          wiring.agent(config),
          wiring.named(config),
          new Errand(sources, tree).json(),
          wish.approval(),
          wiring.tools(config, sources));
    } catch (SettingException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private SettingsTree tree(RunWish wish) {
    SettingsTree tree = SettingsTree.of(settings.deepCopy(), "the server's settings");
    tree.set("agent.depth", wish.depth().name().toLowerCase(Locale.ROOT), ORIGIN);
    EffortFlags.paces(wish.effort()).forEach((key, thinking) -> tree.set(key, thinking, ORIGIN));
    if (!wish.model().isEmpty()) {
      tree.set(
          "model",
          models
              .setting(wish.model())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no model of that name; GET /v1/models lists them")),
          ORIGIN);
    }
    if (wish.maxCost().signum() > 0) {
      tree.set("agent.max-cost", wish.maxCost().toPlainString(), ORIGIN);
    }
    if (wish.maxSteps() > 0) {
      tree.set("agent.max-steps", String.valueOf(wish.maxSteps()), ORIGIN);
    }
    if (wish.maxMinutes() > 0) {
      tree.set("agent.max-minutes", String.valueOf(wish.maxMinutes()), ORIGIN);
    }
    if (!wish.language().isEmpty()) {
      tree.set("language", wish.language(), ORIGIN);
    }
    return tree;
  }

  private Sources sources(RunWish.Places places, String asker) {
    return new Sources(
        pages(places), places.documents().stream().map(name -> folder(name, asker)).toList());
  }

  private Sources.Pages pages(RunWish.Places places) {
    if (!places.practice().isEmpty()) {
      return wiring.practice(places.practice().getFirst());
    }
    if (!places.sites().isEmpty()) {
      return new Sources.Site(site(places.sites().getFirst()));
    }
    return places.web() ? new Sources.Internet() : new Sources.NoPages();
  }

  private static URI site(URI address) {
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!web || address.getHost() == null) {
      throw new IllegalArgumentException("a site is an address such as https://docs.example.org/");
    }
    URI rooted =
        address.getRawPath() == null || address.getRawPath().isEmpty()
            ? address.resolve("/")
            : address;
    Scope.domain(rooted);
    return rooted;
  }

  private String folder(String name, String asker) {
    if (name.equals(Library.UPLOADS)) {
      return library
          .uploaded(asker)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "you have uploaded no documents yet; POST /api/v1/documents/uploads takes one"))
          .toString();
    }
    String folder = documents.get(name);
    if (folder == null) {
      throw new IllegalArgumentException(
          "there are no documents of that name; GET /api/v1/documents lists what there is");
    }
    return here.resolve(folder).normalize().toString();
  }

  private static String language(Config config, RunWish wish) {
    return config.language().isBlank()
        ? QuestionText.language(
            wish.question(), new FormatReader(DocumentsConfig.DEFAULT, _ -> NEVER_ASKED))
        : config.language();
  }
}
