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
    boolean shorthand = withModel && spec.config().style() == AgentConfig.Style.SHORTHAND;
    var loop =
        new Loop(
            journal,
            choosers(withModel, shorthand),
            Choosers.byRule(),
            new Toolbox(
                equipment.pages(),
                reader(spec, equipment, shorthand),
                new Reach(equipment.pages())),
            new Folding(withModel && !shorthand),
            purchases,
            stopwatch,
            finishWished);
    return new DeepSearch(
        journal,
        planner(spec, withModel, shorthand),
        loop,
        purchases,
        spec,
        stopwatch,
        equipment.models().names());
  }

  private static Planner planner(RunSpec spec, boolean withModel, boolean shorthand) {
    Pace pace = spec.config().pace();
    if (shorthand) {
      return new ShorthandPlanner(new RulePlanner(), pace.plan());
    }
    return withModel
        ? new ModelPlanner(new RulePlanner(), pace.plan(), spec.approval())
        : new RulePlanner();
  }

  private static Choosers choosers(boolean withModel, boolean shorthand) {
    if (shorthand) {
      return Choosers.inShorthand();
    }
    return withModel ? Choosers.byModel() : Choosers.byRule();
  }

  private static DocumentQa reader(RunSpec spec, Equipment equipment, boolean shorthand) {
    Pace pace = spec.config().pace();
    if (shorthand) {
      return new ShorthandReader(pace.read());
    }
    return equipment.models().isEmpty()
        ? new ExtractiveDocumentQa(equipment.embedder())
        : new ModelDocumentQa(
            new Excerpts(new Ranker(equipment.embedder())), pace.read(), spec.config().window());
  }
}
