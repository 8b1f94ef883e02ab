package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.Price;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// Which model plays which part, and what it costs.
public final class Models {
  private final Map<Part, Player> players;

  /// A model and its prices.
  public record Player(ChatModel model, Price price) {}

  private Models(Map<Part, Player> players) {
    this.players = new EnumMap<>(players);
  }

  /// Every part needs a player.
  public static Models of(Map<Part, Player> players) {
    for (Part part : Part.values()) {
      if (!players.containsKey(part)) {
        throw new IllegalArgumentException("no model plays the " + part);
      }
    }
    return new Models(players);
  }

  /// One model for every part.
  public static Models all(ChatModel model, Price price) {
    var players = new EnumMap<Part, Player>(Part.class);
    for (Part part : Part.values()) {
      players.put(part, new Player(model, price));
    }
    return new Models(players);
  }

  /// No language model: choosing goes by rule and reading extracts.
  public static Models none() {
    return new Models(new EnumMap<>(Part.class));
  }

  /// Whether there is no language model.
  public boolean isEmpty() {
    return players.isEmpty();
  }

  Player player(Part part) {
    Player player = players.get(part);
    if (player == null) {
      throw new IllegalStateException("no model plays the " + part);
    }
    return player;
  }

  /// The names of the models in use, each once; empty without a model.
  public String names() {
    return String.join(
        ", ",
        Arrays.stream(Part.values())
            .filter(players::containsKey)
            .map(part -> player(part).model().name())
            .distinct()
            .toList());
  }
}
