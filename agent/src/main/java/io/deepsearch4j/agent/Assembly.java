package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Ranker;
import java.util.Map;

/// Puts the parts of an agent together for one run: with models where there are models, by rule
/// where there are none.
final class Assembly {
  private Assembly() {}

  static DeepSearch assemble(
      RunSpec spec,
      Equipment equipment,
      Journal journal,
      Loop.PurchasesOfStep purchases,
      Stopwatch stopwatch) {
    boolean withModel = !equipment.models().isEmpty();
    Map<Role, Chooser> byRule = byRule();
    DocumentQa reader =
        withModel
            ? new ModelDocumentQa(
                new Excerpts(new Ranker(equipment.embedder())),
                spec.config().pace().read(),
                spec.config().window())
            : new ExtractiveDocumentQa(equipment.embedder());
    Planner planner =
        withModel
            ? new ModelPlanner(new RulePlanner(), spec.config().pace().plan())
            : new RulePlanner();
    var loop =
        new Loop(
            journal,
            withModel
                ? Map.of(Role.RESEARCHER, new ModelChooser(), Role.VERIFIER, new ModelChooser())
                : byRule,
            byRule,
            new Toolbox(equipment.pages(), reader, new Reach(equipment.pages())),
            new Folding(withModel),
            purchases,
            stopwatch);
    return new DeepSearch(
        journal, planner, loop, purchases, spec.config(), stopwatch, equipment.models().names());
  }

  /// The choosers that need no model.
  static Map<Role, Chooser> byRule() {
    return Map.of(Role.RESEARCHER, new BestFirstChooser(), Role.VERIFIER, new FactCheckChooser());
  }
}
