package io.deepsearch4j.server;

import io.deepsearch4j.agent.Plan;
import io.deepsearch4j.agent.PlanOutcome;
import io.deepsearch4j.agent.Resumption;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunException;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StoredStep;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs over HTTP: start, watch, steer. A run belongs to the store, never to the socket that asked
/// for it.
final class RunsApi {
  private static final String RUNS = "/api/v1/runs";
  private static final String RUN = RUNS + "/{id}";
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 500;

  private final Runs runs;
  private final RunStore store;
  private final Audience audience;
  private final Commission commission;
  private final RunReading reading;
  private final EventStream events;

  /// The newest runs.
  ///
  /// @param next what to give as `before` for the next page; absent on the last
  record Page(List<RunView> runs, @Nullable String next) {}

  /// Some steps of a run.
  record StepsPage(List<StepView> steps, int total) {}

  /// From where to fork a run.
  ///
  /// @param steps how many steps the new run begins with; all if nothing is said
  record ForkRequest(@Nullable Integer steps) {}

  /// Answers to the questions of a plan, in their order; blank for none.
  record AnswersRequest(List<String> answers) {
    private static final int LONGEST = 2_000;

    AnswersRequest {
      if (answers == null
          || answers.stream().anyMatch(one -> one == null || one.length() > LONGEST)) {
        throw new IllegalArgumentException(
            "answers is a list of texts, each of at most " + LONGEST + " characters");
      }
      answers = List.copyOf(answers);
    }
  }

  RunsApi(Foundation foundation, Commission commission, EventStream events) {
    this.runs = foundation.runs();
    this.store = foundation.store();
    this.audience = foundation.audience();
    this.commission = commission;
    this.reading = new RunReading(store);
    this.events = events;
  }

  List<Route> routes() {
    return List.of(
        Route.post(RUNS, "startRun", "Starts a run.", RunRequest.class, this::start)
            .with(
                Route.Parameter.header(
                    "Idempotency-Key", "The same request under the same key starts one run.")),
        Route.get(RUNS, "listRuns", "The newest runs, newest first.", Page.class, this::list)
            .with(
                Route.Parameter.query("limit", "integer", "How many, at most 500."),
                Route.Parameter.query("before", "string", "Only runs older than this one.")),
        Route.get(RUN, "getRun", "One run.", RunView.class, this::get),
        Route.of(
            Route.Method.DELETE,
            RUN,
            "deleteRun",
            "Removes a run that has ended, with its steps, evidence and calls.",
            Route.Nothing.class,
            new Route.Good(204, "", Route.Nothing.class),
            this::delete),
        Route.get(
                RUN + "/events",
                "watchRun",
                "What happens in a run.",
                Route.Anything.class,
                this::watch)
            .answering(new Route.Good(200, EventWriter.MEDIA_TYPE, Route.Anything.class))
            .with(
                Route.Parameter.header("Last-Event-ID", "The last step that was seen."),
                Route.Parameter.query(
                    "from", "integer", "The first step to send; 0 if not given.")),
        Route.get(RUN + "/steps", "getSteps", "Steps of a run.", StepsPage.class, this::steps)
            .with(
                Route.Parameter.query("from", "integer", "The first one."),
                Route.Parameter.query("limit", "integer", "How many, at most 500.")),
        Route.get(
            RUN + "/plan",
            "getPlan",
            "The plan; its hash is the ETag.",
            PlanView.class,
            this::plan),
        Route.of(
                Route.Method.PUT,
                RUN + "/plan",
                "editPlan",
                "Puts another plan in the place of one that waits for approval.",
                PlanView.class,
                Route.Good.json(200, PlanView.class),
                this::editPlan)
            .with(Route.Parameter.header("If-Match", "The hash of the plan that is replaced.")),
        Route.of(
                Route.Method.PUT,
                RUN + "/plan/answers",
                "answerPlan",
                "Answers what the plan asks, and has a new plan made of it.",
                AnswersRequest.class,
                Route.Good.json(202, RunView.class),
                this::answerPlan)
            .with(Route.Parameter.header("If-Match", "The hash of the plan that asks.")),
        Route.post(
                RUN + "/approve",
                "approveRun",
                "Approves the plan.",
                Route.Nothing.class,
                this::approve)
            .with(Route.Parameter.header("If-Match", "The hash of the plan that is approved.")),
        Route.post(RUN + "/cancel", "cancelRun", "Ends a run.", Route.Nothing.class, this::cancel),
        Route.post(
            RUN + "/finish-now",
            "finishRun",
            "Asks a run for its answer from what it knows.",
            Route.Nothing.class,
            this::finishNow),
        Route.post(
            RUN + "/resume",
            "resumeRun",
            "Goes on with a run that was left or that ended short of its goal.",
            Route.Nothing.class,
            this::resume),
        Route.post(
            RUN + "/fork",
            "forkRun",
            "Starts a run that begins with the first steps of this one.",
            ForkRequest.class,
            this::fork));
  }

  private void start(Exchange exchange) throws IOException {
    RunWish wish = exchange.json(RunRequest.class).understood();
    String id =
        commission.start(exchange.caller(), wish, exchange.header("Idempotency-Key").orElse(""));
    answer(exchange, 202, id);
  }

  private void list(Exchange exchange) throws IOException {
    int limit = exchange.number("limit", PAGE, 1, LARGEST_PAGE);
    List<Run> found =
        reading.runs(exchange.caller(), exchange.parameter("before").orElse(""), limit + 1);
    List<Run> page = found.subList(0, Math.min(limit, found.size()));
    exchange.answer(
        200, new Page(RunView.of(store, page), found.size() > limit ? page.getLast().id() : null));
  }

  private void get(Exchange exchange) throws IOException {
    exchange.answer(200, RunView.of(store, run(exchange)));
  }

  private void delete(Exchange exchange) {
    String id = run(exchange).id();
    if (!store.delete(id)) {
      throw new ProblemException(
          Code.CONFLICT, "the run has not ended, so it cannot be deleted; cancel it first");
    }
    audience.tell(id);
    exchange.response().setStatus(204);
  }

  private void watch(Exchange exchange) throws IOException, InterruptedException {
    String id = run(exchange).id();
    int first =
        exchange
            .header("Last-Event-ID")
            .map(RunsApi::afterEvent)
            .orElseGet(() -> exchange.number("from", 0, 0, Integer.MAX_VALUE));
    events.send(id, first, exchange.caller(), exchange.events());
  }

  private static int afterEvent(String id) {
    try {
      int seen = Integer.parseInt(id);
      if (seen >= 0 && seen < Integer.MAX_VALUE) {
        return seen + 1;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new ProblemException(Code.INVALID, "Last-Event-ID is the number of a step");
  }

  private void steps(Exchange exchange) throws IOException {
    String id = run(exchange).id();
    List<StoredStep> found =
        store.stepsSince(
            id,
            exchange.number("from", 0, 0, Integer.MAX_VALUE),
            exchange.number("limit", PAGE, 1, LARGEST_PAGE));
    exchange.answer(
        200,
        new StepsPage(
            found.stream().map(StepView::of).toList(),
            store.lastStep(id).map(step -> step.seq() + 1).orElse(0)));
  }

  private void plan(Exchange exchange) throws IOException {
    answer(exchange, currentPlan(run(exchange).id()));
  }

  private Plan currentPlan(String id) {
    return reading.steps(id).reversed().stream()
        .filter(Step.Planned.class::isInstance)
        .map(step -> ((Step.Planned) step).plan())
        .findFirst()
        .orElseThrow(
            () -> new ProblemException(Code.NOT_FOUND, "the run has no plan yet; wait for it"));
  }

  private static void answer(Exchange exchange, Plan plan) throws IOException {
    exchange.set("ETag", '"' + plan.sha256() + '"');
    exchange.answer(200, PlanView.of(plan));
  }

  private void editPlan(Exchange exchange) throws IOException {
    String id = run(exchange).id();
    String seen = seen(exchange);
    Plan plan = exchange.json(PlanView.class).plan();
    check(runs.edit(id, seen, plan));
    audience.tell(id);
    answer(exchange, plan);
  }

  private void answerPlan(Exchange exchange) throws IOException {
    String id = run(exchange).id();
    check(runs.answer(id, seen(exchange), exchange.json(AnswersRequest.class).answers()));
    answer(exchange, 202, id);
  }

  private static String seen(Exchange exchange) {
    return ifMatch(exchange)
        .orElseThrow(
            () ->
                new ProblemException(
                    Code.CONDITION_MISSING, "send the ETag of the plan you have seen as If-Match"));
  }

  private void approve(Exchange exchange) throws IOException {
    String id = run(exchange).id();
    check(runs.approve(id, ifMatch(exchange).orElse("")));
    answer(exchange, 202, id);
  }

  private static java.util.Optional<String> ifMatch(Exchange exchange) {
    return exchange.header("If-Match").map(tag -> tag.strip().replaceAll("^\"|\"$", ""));
  }

  private static void check(PlanOutcome outcome) {
    switch (outcome) {
      case PlanOutcome.Done _ -> {}
      case PlanOutcome.Stale _ ->
          throw new ProblemException(
              Code.PLAN_CHANGED, "the plan has changed meanwhile; read it again");
      case PlanOutcome.Unfit(var why) -> throw new ProblemException(Code.INVALID, why);
      case PlanOutcome.Refused(var why) -> throw new ProblemException(Code.CONFLICT, why);
    }
  }

  private void cancel(Exchange exchange) throws IOException {
    String id = run(exchange).id();
    runs.cancel(id);
    answer(exchange, 202, id);
  }

  private void finishNow(Exchange exchange) throws IOException {
    String id = run(exchange).id();
    if (!runs.finishNow(id)) {
      throw new ProblemException(
          Code.CONFLICT, "the run is not going on, so it cannot be asked to finish");
    }
    answer(exchange, 202, id);
  }

  private void resume(Exchange exchange) throws IOException {
    String id = run(exchange).id();
    commission.checkQueue();
    switch (runs.resume(id, audience.watcher(id))) {
      case Resumption.Resumed _ -> answer(exchange, 202, id);
      case Resumption.Refused(var why) -> throw new ProblemException(Code.CONFLICT, why);
    }
  }

  private void fork(Exchange exchange) throws IOException {
    Run run = run(exchange);
    commission.checkQueue();
    Integer wanted = exchange.json(ForkRequest.class).steps();
    int all = store.lastStep(run.id()).map(step -> step.seq() + 1).orElse(0);
    try {
      answer(exchange, 202, runs.fork(run.id(), wanted == null ? all : wanted, RunSpec.of(run)));
    } catch (RunException e) {
      if (e.kind() == RunException.Kind.UNKNOWN_RUN) {
        throw new ProblemException(Code.INVALID, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private Run run(Exchange exchange) {
    return reading.run(exchange.caller(), exchange.part("id"));
  }

  private void answer(Exchange exchange, int status, String id) throws IOException {
    audience.tell(id);
    exchange.set("Location", RUNS + "/" + id);
    exchange.answer(
        status, RunView.of(store, store.find(id).orElseThrow(ProblemException::noSuchRun)));
  }
}
