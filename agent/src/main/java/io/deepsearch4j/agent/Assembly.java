package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Ranker;
import java.util.function.BooleanSupplier;

/// Puts the parts of an agent together for one run: with models where there are models, by rule
/// where there are none.
final class Assembly {
  private Assembly() {}

  static DeepSearch assemble(
      RunSpec spec,
      Equipment equipment,
      Journal journal,
      Loop.PurchasesOfStep purchases,
      Stopwatch stopwatch,
      BooleanSupplier finishWished) {
    boolean withModel = !equipment.models().isEmpty();
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
            withModel ? Choosers.byModel() : Choosers.byRule(),
            Choosers.byRule(),
            new Toolbox(equipment.pages(), reader, new Reach(equipment.pages())),
            new Folding(withModel),
            purchases,
            stopwatch,
            finishWished);
    return new DeepSearch(
        journal, planner, loop, purchases, spec, stopwatch, equipment.models().names());
  }
}
