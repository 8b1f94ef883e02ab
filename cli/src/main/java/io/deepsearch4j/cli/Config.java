package io.deepsearch4j.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.chat.CallLimits;
import io.deepsearch4j.chat.ChatConfig;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.engine.EngineConfig;
import io.deepsearch4j.server.ServerConfig;
import io.deepsearch4j.server.mcp.ToolServerConfig;
import io.deepsearch4j.web.SearchConfig;
import io.deepsearch4j.web.WebConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Every setting there is.
///
/// @param home the folder that holds all data; `~` is the user's home
/// @param language tag of the language of answers; empty for that of each question
/// @param model the language model for every part; empty for none
/// @param models other models for single parts
/// @param chat how to talk to a model
/// @param engine how to run a model in this process
/// @param store where runs are kept
/// @param server how `serve` is reached
/// @param mcp whose tools runs may call
record Config(
    String home,
    String language,
    String model,
    Parts models,
    Chat chat,
    EngineConfig engine,
    AgentConfig agent,
    SearchConfig search,
    WebConfig web,
    DocumentsConfig documents,
    Store store,
    ServerConfig server,
    Mcp mcp) {

  static final Config DEFAULT =
      new Config(
          "~/.deepsearch4j",
          "",
          "",
          new Parts(Choice.DEFAULT, Choice.DEFAULT, Choice.DEFAULT, Choice.DEFAULT),
          Chat.DEFAULT,
          EngineConfig.DEFAULT,
          AgentConfig.DEFAULT,
          SearchConfig.DEFAULT,
          WebConfig.DEFAULT,
          DocumentsConfig.DEFAULT,
          new Store("", "", ""),
          ServerConfig.DEFAULT,
          new Mcp(Map.of()));

  /// The models of the four parts.
  record Parts(Choice planner, Choice researcher, Choice reader, Choice verifier) {
    Choice of(Part part) {
      return switch (part) {
        case PLANNER -> planner;
        case RESEARCHER -> researcher;
        case READER -> reader;
        case VERIFIER -> verifier;
      };
    }

    @JsonIgnore
    List<Choice> all() {
      return List.of(planner, researcher, reader, verifier);
    }
  }

  /// A model and the one for fast replies; empty for the default ones.
  record Choice(String model, String fastModel) {
    static final Choice DEFAULT = new Choice("", "");
  }

  /// [ChatConfig] without the model.
  record Chat(
      String fastModel,
      String baseUrl,
      String keyName,
      String dialect,
      String thinking,
      int window,
      Price price,
      CallLimits limits) {
    static final Chat DEFAULT = of(ChatConfig.DEFAULT);

    Chat {
      var _ =
          new ChatConfig(
              "any", fastModel, baseUrl, keyName, dialect, thinking, window, price, limits);
    }

    private static Chat of(ChatConfig config) {
      return new Chat(
          config.fastModel(),
          config.baseUrl(),
          config.keyName(),
          config.dialect(),
          config.thinking(),
          config.window(),
          config.price(),
          config.limits());
    }
  }

  /// Where runs are kept: `deepsearch.db` in the home folder, or a PostgreSQL database.
  ///
  /// @param jdbcUrl empty for the home folder
  record Store(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
      return "Store[" + jdbcUrl + "]";
    }
  }

  /// Servers of tools by the names that the settings give them. They are no part of a stored run: a
  /// command or an address comes from the settings of the process that uses it.
  record Mcp(Map<String, ToolServerConfig> servers) {
    Mcp {
      servers = Map.copyOf(servers);
      if (!servers.keySet().stream().allMatch(name -> name.matches("[a-z][a-z0-9-]{0,19}"))) {
        throw new IllegalArgumentException(
            "mcp.servers: a name has small letters, digits and dashes, at most 20");
      }
    }
  }

  Config {
    Objects.requireNonNull(model);
    if (home.isBlank()) {
      throw new IllegalArgumentException("home is empty; name a folder, such as ~/.deepsearch4j");
    }
    if (!language.matches("([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")) {
      throw new IllegalArgumentException(
          "language must be a tag such as en or zh, or empty for that of the question, not "
              + language);
    }
    if (model.isBlank() && models.all().stream().anyMatch(one -> !one.equals(Choice.DEFAULT))) {
      throw new IllegalArgumentException(
          "models names a model for a part, but model is empty; name the one for all other parts");
    }
  }

  @JsonIgnore
  Path folder() {
    String expanded =
        home.equals("~") || home.startsWith("~/")
            ? System.getProperty("user.home") + home.substring(1)
            : home;
    try {
      return Path.of(expanded).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("home is not a folder's name: " + home, e);
    }
  }

  @JsonIgnore
  boolean hasModel() {
    return !model.isBlank();
  }

  /// The model of a part, and how to talk to it.
  ChatConfig chat(Part part) {
    Choice choice = models.of(part);
    String name = choice.model().isBlank() ? model : choice.model();
    String fast =
        choice.fastModel().isBlank() && choice.model().isBlank()
            ? chat.fastModel()
            : choice.fastModel();
    return new ChatConfig(
        name,
        fast,
        chat.baseUrl(),
        chat.keyName(),
        chat.dialect(),
        chat.thinking(),
        chat.window(),
        chat.price(),
        chat.limits());
  }
}
