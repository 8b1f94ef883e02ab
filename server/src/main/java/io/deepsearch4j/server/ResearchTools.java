package io.deepsearch4j.server;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.server.mcp.OfferedTool;
import io.deepsearch4j.server.mcp.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Research as tools: begin it, look at it, wait for it, end it. A run belongs to the store, never
/// to the client that began it.
final class ResearchTools {
  private static final int LATEST = 5;
  private static final String RUN_ID =
      """
      "run_id":{"type":"string","minLength":1,"maxLength":100,\
      "description":"what deep_research gave"}""";

  private final Foundation foundation;
  private final RunStore store;
  private final Commission commission;
  private final EventStream events;
  private final RunReading reading;

  /// Which run is meant.
  record Which(String runId) {}

  /// Which run is waited for.
  record Awaited(String runId, @Nullable Integer waitSeconds) {}

  /// Research that has begun.
  ///
  /// @param next what to do next
  record Begun(String runId, Standing.State state, @Nullable Integer queuePosition, String next) {}

  /// Where research stands.
  ///
  /// @param latest its latest steps in words
  record Stand(
      String runId,
      String question,
      Standing.State state,
      Standing.Reason stopReason,
      int steps,
      @Nullable Integer queuePosition,
      List<String> latest) {}

  /// What has come of research.
  ///
  /// @param answer as short as the question allows; absent while there is none
  /// @param text the whole answer, with marks like `[1]`
  /// @param partial a limit was reached, or something does not stand
  /// @param next what to do next
  record Outcome(
      String runId,
      String question,
      Standing.State state,
      Standing.Reason stopReason,
      boolean ended,
      @Nullable String answer,
      @Nullable String text,
      @Nullable Boolean partial,
      @Nullable Double confidence,
      List<Source> citations,
      List<String> openQuestions,
      BigDecimal cost,
      String next) {}

  /// What a mark stands for.
  record Source(int number, String evidenceId, String title, String url, String quote) {}

  ResearchTools(Foundation foundation, Commission commission, EventStream events) {
    this.foundation = foundation;
    this.store = foundation.store();
    this.commission = commission;
    this.events = events;
    this.reading = new RunReading(store);
  }

  List<OfferedTool<Caller>> tools() {
    return List.of(
        new ToolShape<>(
                "deep_research",
                "Begin deep research",
                "Begins research on a question in the web, a site or offered documents, and answers"
                    + " at once with a run id. It takes minutes and may cost money; wait for it with"
                    + " research_result.",
                OfferedTool.Effect.BEGINS,
                RunRequest.class,
                """
                {"question":{"type":"string","minLength":1,"maxLength":20000},
                "depth":{"type":"string","enum":["quick","standard","deep"],
                "description":"how much work it is worth; standard if not given"},
                "effort":{"type":"string","enum":["low","medium","high"],
                "description":"how hard the model thinks"},
                "language":{"type":"string","maxLength":30,
                "description":"tag of the answer's language, such as en or zh"},
                "model":{"type":"string","maxLength":200},
                "places":{"type":"object","additionalProperties":false,
                "description":"where to look; the web if not given","properties":{
                "web":{"type":"boolean"},
                "site":{"type":"string","maxLength":2000,"description":"one address to stay within"},
                "documents":{"type":"array","items":{"type":"string","maxLength":100},"maxItems":50,
                "description":"names of offered folders"}}},
                "max_cost":{"type":"number","minimum":0},
                "max_steps":{"type":"integer","minimum":0},
                "max_minutes":{"type":"integer","minimum":0}}""",
                "question",
                Begun.class)
            .doing((caller, request, _) -> begin(caller, request)),
        new ToolShape<>(
                "research_status",
                "Look at research",
                "Tells where research stands and what it did last. Quick.",
                OfferedTool.Effect.READS,
                Which.class,
                "{" + RUN_ID + "}",
                "run_id",
                Stand.class)
            .doing((caller, which, _) -> stand(reading.run(caller, which.runId()))),
        new ToolShape<>(
                "research_result",
                "Get what research found",
                "Gives the answer with its sources once research has ended, and says so where it has"
                    + " not. With wait_seconds it waits for the end that long, and tells of the"
                    + " progress meanwhile.",
                OfferedTool.Effect.READS,
                Awaited.class,
                "{"
                    + RUN_ID
                    + """
                    ,"wait_seconds":{"type":"integer","minimum":0,"maximum":300,
                    "description":"0 if not given; 45 suits most clients"}}""",
                "run_id",
                Outcome.class)
            .doing(this::outcome),
        new ToolShape<>(
                "research_cancel",
                "End research",
                "Ends research that goes on; what is known by then can still be read.",
                OfferedTool.Effect.ENDS,
                Which.class,
                "{" + RUN_ID + "}",
                "run_id",
                Stand.class)
            .doing((caller, which, _) -> cancel(reading.run(caller, which.runId()).id())));
  }

  private Begun begin(Caller caller, RunRequest request) {
    String id;
    try {
      id = commission.start(caller, request.wish(), "");
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Code.INVALID, String.valueOf(e.getMessage()));
    }
    Stand stand = stand(known(id));
    return new Begun(
        id,
        stand.state(),
        stand.queuePosition(),
        "call research_result with this run_id and wait_seconds until ended is true");
  }

  private Stand cancel(String id) {
    foundation.runs().cancel(id);
    foundation.audience().tell(id);
    return stand(known(id));
  }

  private Run known(String id) {
    return store.find(id).orElseThrow(ProblemException::noSuchRun);
  }

  private Stand stand(Run run) {
    int steps = store.lastStep(run.id()).map(step -> step.seq() + 1).orElse(0);
    Standing standing = Standing.of(store, run.id());
    return new Stand(
        run.id(),
        run.question(),
        standing.state(),
        standing.stopReason(),
        steps,
        run.state() == RunState.QUEUED ? store.queued(run.id()) + 1 : null,
        store.stepsSince(run.id(), Math.max(0, steps - LATEST), LATEST).stream()
            .map(step -> StepView.of(step).text())
            .filter(line -> !line.isBlank())
            .toList());
  }

  private Outcome outcome(Caller caller, Awaited awaited, Progress progress)
      throws InterruptedException {
    String id = reading.run(caller, awaited.runId()).id();
    int seconds = awaited.waitSeconds() == null ? 0 : awaited.waitSeconds();
    if (seconds > 0) {
      follow(caller, id, new Patience(seconds, progress));
    }
    Run run = known(id);
    Standing standing = Standing.of(store, id);
    BigDecimal cost = store.bill(id).total().cost();
    return Runs.answer(run)
        .filter(_ -> standing.state().isEnded())
        .map(answer -> ended(run, standing, answer, cost))
        .orElseGet(() -> going(run, standing, cost));
  }

  private void follow(Caller caller, String id, Patience patience) throws InterruptedException {
    try {
      int steps = store.lastStep(id).map(step -> step.seq() + 1).orElse(0);
      events.send(id, steps, caller, patience);
    } catch (Patience.Over _) {
      // The client is told how the run stands and asks again.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome ended(Run run, Standing standing, Answer answer, BigDecimal cost) {
    return new Outcome(
        run.id(),
        run.question(),
        standing.state(),
        standing.stopReason(),
        true,
        answer.answer(),
        CitedText.of(answer).text(),
        answer.partial(),
        answer.confidence(),
        answer.citations().stream()
            .map(
                one ->
                    new Source(
                        one.number(),
                        one.evidence(),
                        one.title(),
                        one.url().toString(),
                        one.quote()))
            .toList(),
        answer.openQuestions(),
        cost,
        "fetch with id " + run.id() + "/EVIDENCE_ID gives the text around a quote");
  }

  private static Outcome going(Run run, Standing standing, BigDecimal cost) {
    boolean ended = standing.state().isEnded();
    return new Outcome(
        run.id(),
        run.question(),
        standing.state(),
        standing.stopReason(),
        ended,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        cost,
        ended
            ? "it ended without an answer; begin again with deep_research"
            : "it goes on; call research_result again with wait_seconds");
  }
}
