package io.deepsearch4j.server;

import java.util.List;

/// Settings of a test: a few values, a model that answers, a search engine that does not.
final class ScriptedSettings implements Settings {
  static final Trial MODEL = new Trial(true, "language model answers as scripted, 12 tokens");
  static final Trial SEARCH =
      new Trial(false, "searxng does not work: nobody listens there; look at SEARXNG_URL");

  @Override
  public List<Setting> all() {
    return List.of(
        new Setting("agent.max-steps", "40", Origin.FILE, false, true),
        new Setting("language", "", Origin.DEFAULT, false, false),
        new Setting("model", "scripted", Origin.FLAG, false, true),
        new Setting("server.token", "", Origin.ENVIRONMENT, true, true),
        new Setting("store.password", "", Origin.DEFAULT, true, false));
  }

  @Override
  public Trial tryModel() {
    return MODEL;
  }

  @Override
  public Trial trySearch() {
    return SEARCH;
  }
}
