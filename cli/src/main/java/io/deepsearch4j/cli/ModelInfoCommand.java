package io.deepsearch4j.cli;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.ModelInfo;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Precision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deepsearch model info`: what a model is and what it weighs.
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what a model is, how many parameters it has and how much memory it needs.",
      "A configuration is enough; weights that are there are checked against it."
    },
    footer = {
      "",
      "Examples:",
      "  deepsearch model info ./openPangu-R-72B-2512",
      "  deepsearch model info ./config.json --json"
    })
final class ModelInfoCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "The folder of a model, or a config.json.")
  private String place = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ModelInfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ModelDescription model = ModelDescription.of(ModelPlace.existing(console, place));
    if (json) {
      console.out().println(ModelInfoJson.of(model));
    } else {
      print(model);
    }
    console.out().flush();
    return Exit.DONE;
  }

  private void print(ModelDescription model) {
    ModelConfig config = model.config();
    ModelInfo info = model.info();
    var facts = new Table("", "");
    facts
        .row("architecture", config.architecture().published())
        .row("layers", layers(config))
        .row("attention", attention(config.attention()))
        .row("experts", experts(config.experts()))
        .row("width", Sizes.count(config.width()))
        .row("vocabulary", Sizes.count(config.vocabulary()))
        .row("context", Sizes.count(config.maxPositions()) + " tokens")
        .row("stored", stored(model.stored()));
    facts.print(console.out());
    console.out().println();
    new Table("parameters", "")
        .row("in total", Sizes.count(info.parameters()))
        .row("met by one token", Sizes.count(info.touched()))
        .row("multi-token prediction, beside the total", Sizes.count(info.mtpParameters()))
        .print(console.out());
    console.out().println();
    var weights = new Table("memory for weights", "");
    for (Precision precision : Precision.values()) {
      weights.row(ModelDescription.word(precision), Sizes.bytes(model.weightBytes(precision)));
    }
    weights.print(console.out());
    console.out().println();
    var cache =
        new Table(
            "memory for the cache", "values a token", "bytes a token", "at the whole context");
    for (CacheType type : CacheType.values()) {
      cache.row(
          ModelDescription.word(type),
          Sizes.count(info.cachedValues()),
          Sizes.count(info.cacheBytes(type)),
          Sizes.bytes(info.cacheBytes(type) * config.maxPositions()));
    }
    cache.print(console.out());
  }

  private static String layers(ModelConfig config) {
    String all = Sizes.count(config.layers());
    boolean mixed = config.experts().count() > 0;
    return all
        + (mixed ? ", " + config.denseLayers().size() + " of them dense" : "")
        + (config.mtpLayers() == 0 ? "" : ", " + config.mtpLayers() + " more for drafts");
  }

  private static String attention(Attention attention) {
    String kind =
        switch (attention) {
          case Attention.Grouped a ->
              "%d heads in %d groups%s"
                  .formatted(
                      a.heads(), a.groups(), a.sinks() == 0 ? "" : ", " + a.sinks() + " sinks");
          case Attention.Latent a -> a.heads() + " heads on a latent of " + a.latentRank();
        };
    return "%s, keys of %d (%d rotate), values of %d"
        .formatted(kind, attention.keyWidth(), attention.rotated(), attention.valueWidth());
  }

  private static String experts(ModelConfig.Experts experts) {
    return experts.count() == 0
        ? "none"
        : "%d of width %d, %d chosen%s"
            .formatted(
                experts.count(),
                experts.width(),
                experts.chosen(),
                experts.sharedWidth() == 0 ? "" : "; shared width " + experts.sharedWidth());
  }

  private static String stored(ModelDescription.Stored stored) {
    return stored.isThere()
        ? stored.form() + ", " + Sizes.bytes(stored.bytes())
        : "no weights here, only a configuration";
  }
}
