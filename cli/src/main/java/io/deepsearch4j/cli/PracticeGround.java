package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Equipment;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Practice webs that are served as long as an evaluation lasts, and what its runs work with: each
/// document is read and embedded once for all of them. Models answer greedily.
final class PracticeGround implements Equipment.Supplier, AutoCloseable {
  private final Wiring wiring;
  private final Map<String, String> environment;
  private final Reach reach;
  private final Embedder embedder;
  private final Map<Long, Field> fields = new TreeMap<>();

  /// How much of the webs can be opened.
  enum Reach {
    EVERYTHING,
    INDEX
  }

  private record Field(PracticeWeb practice, PracticePlace place, Set<URI> indexed) {}

  PracticeGround(
      Wiring wiring,
      Map<String, String> environment,
      Config config,
      Iterable<Long> seeds,
      Reach reach) {
    this.wiring = wiring;
    this.environment = Map.copyOf(environment);
    this.reach = reach;
    this.embedder = new EmbedOnce(wiring.embedder());
    DocumentReader reader = new ReadOnce(wiring.reader(config.documents()));
    try {
      for (long seed : seeds) {
        PracticeWeb practice = PracticePort.serve(seed);
        fields.put(
            seed,
            new Field(
                practice,
                wiring.practice(practice, config, reader),
                Set.copyOf(practice.indexed())));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  PracticeWeb web(long seed) {
    return field(seed).practice();
  }

  @Override
  public Equipment equip(RunSpec spec) {
    Errand errand = Errand.of(spec);
    if (!(errand.sources().pages() instanceof Sources.Practice(var seed, _))) {
      throw new IllegalArgumentException("the run is about no practice web");
    }
    Field field = field(seed);
    Web web = field.place().web();
    return new Equipment(
        switch (reach) {
          case EVERYTHING -> web;
          case INDEX -> new OnlyIndexed(web, field.indexed());
        },
        wiring.pages(),
        wiring.models(errand.config(environment), Greedy::new),
        embedder,
        () -> {});
  }

  private Field field(long seed) {
    Field field = fields.get(seed);
    if (field == null) {
      throw new IllegalArgumentException("the practice web " + seed + " is not served");
    }
    return field;
  }

  @Override
  public void close() {
    fields.values().forEach(field -> field.practice().close());
  }
}
