package io.deepsearch4j.server;

import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.server.EstimateView.RangeView;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Says what a run may come to, from what runs like it have come to; starts nothing.
final class EstimateApi {
  private static final int FEWEST = 3;
  private static final int MOST = 50;
  private static final int PAGE = 100;
  private static final int PAGES = 5;
  private static final int MOST_KEPT = 10_000;
  private static final BigDecimal MINUTE = new BigDecimal(60_000);

  private final RunStore store;
  private final RunReading reading;
  private final Commission commission;

  /// Active time of runs, which takes all their steps to add up and does not change any more.
  private final Map<String, BigDecimal> minutes = new ConcurrentHashMap<>();

  EstimateApi(Foundation foundation, Commission commission) {
    this.store = foundation.store();
    this.reading = new RunReading(store);
    this.commission = commission;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            Route.Method.POST,
            "/api/v1/estimate",
            "estimateRun",
            "What a run may cost, from the caller's own runs like it.",
            RunRequest.class,
            Route.Good.json(200, EstimateView.class),
            this::estimate));
  }

  private void estimate(Exchange exchange) throws IOException {
    RunWish wish = exchange.json(RunRequest.class).understood();
    Caller caller = exchange.caller();
    exchange.answer(200, estimate(caller, commission.spec(wish, caller.name())));
  }

  private EstimateView estimate(Caller caller, RunSpec spec) {
    LimitsView limits = LimitsView.of(spec);
    BigDecimal tokens = mostTokens(spec);
    BigDecimal cost = mostCost(spec, tokens);
    var time = new BigDecimal(limits.maxMinutes());
    List<Run> like = like(caller, spec);
    if (like.size() < FEWEST) {
      return new EstimateView(
          0, RangeView.upTo(tokens), RangeView.upTo(cost), RangeView.upTo(time), limits);
    }
    List<Bill.Line> bills =
        store.bills(like.stream().map(Run::id).toList()).values().stream()
            .map(Bill::total)
            .toList();
    return new EstimateView(
        like.size(),
        RangeView.of(
            bills.stream().map(bill -> BigDecimal.valueOf(bill.usage().total())).toList(), tokens),
        RangeView.of(bills.stream().map(Bill.Line::cost).toList(), cost),
        RangeView.of(like.stream().map(run -> minutes(run.id())).toList(), time),
        limits);
  }

  private static BigDecimal mostTokens(RunSpec spec) {
    return spec.models().isEmpty()
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(spec.config().budget().tokens());
  }

  // The limit on money, or what all tokens cost at the highest of the prices, whichever is less.
  private static BigDecimal mostCost(RunSpec spec, BigDecimal tokens) {
    BigDecimal limit = spec.config().budget().money();
    BigDecimal dearest =
        spec.models().values().stream()
            .map(RunSpec.Named::price)
            .map(
                price ->
                    price
                        .cost(new Usage(1, 0, 0, 0))
                        .max(price.cost(new Usage(1, 1, 0, 0)))
                        .max(price.cost(new Usage(0, 0, 1, 0))))
            .reduce(BigDecimal.ZERO, BigDecimal::max)
            .multiply(tokens);
    if (dearest.signum() == 0) {
      return limit;
    }
    return limit.signum() == 0 ? dearest : limit.min(dearest);
  }

  // The latest of the caller's own. Forks are left out: they did not walk the whole way.
  private List<Run> like(Caller caller, RunSpec spec) {
    var like = new ArrayList<Run>();
    String before = "";
    for (int looked = 0; looked < PAGES && like.size() < MOST; looked++) {
      List<Run> page = store.list(caller.name(), before, PAGE);
      page.stream()
          .filter(run -> run.parent().isEmpty() && isFinished(run.state()))
          .filter(run -> isLike(RunSpec.of(run), spec))
          .limit(MOST - like.size())
          .forEach(like::add);
      if (page.size() < PAGE) {
        break;
      }
      before = page.getLast().id();
    }
    return like;
  }

  private static boolean isFinished(RunState state) {
    return state == RunState.COMPLETED || state == RunState.PARTIAL;
  }

  private static boolean isLike(RunSpec one, RunSpec other) {
    return one.config().depth() == other.config().depth() && models(one).equals(models(other));
  }

  private static Set<String> models(RunSpec spec) {
    return spec.models().values().stream().map(RunSpec.Named::model).collect(Collectors.toSet());
  }

  private BigDecimal minutes(String run) {
    if (minutes.size() > MOST_KEPT) {
      minutes.clear();
    }
    return minutes.computeIfAbsent(
        run,
        _ -> {
          long millis = reading.steps(run).stream().mapToLong(step -> step.spent().millis()).sum();
          return BigDecimal.valueOf(millis).divide(MINUTE, 1, RoundingMode.HALF_UP);
        });
  }
}
