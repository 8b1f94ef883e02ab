package io.deepsearch4j.server;

import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What all runs of a caller have cost, over HTTP. Computed from the runs' own bills each time, a
/// page of runs at once, so it needs little memory and cannot disagree with them.
final class SpendingApi {
  private static final int PAGE = 200;
  private static final LocalDate EARLIEST = LocalDate.EPOCH;
  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

  private final RunStore store;
  private final RunReading reading;

  SpendingApi(Foundation foundation) {
    this.store = foundation.store();
    this.reading = new RunReading(store);
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/api/v1/usage",
                "getSpending",
                "What runs have cost together.",
                SpendingView.class,
                this::spending)
            .with(
                Route.Parameter.query("by", "string", "One of " + words() + "; day if not given."),
                Route.Parameter.query("from", "string", "The first day, such as 2026-11-01."),
                Route.Parameter.query("to", "string", "The last day.")));
  }

  private void spending(Exchange exchange) throws IOException {
    SpendingView.By by = by(exchange.parameter("by").orElse("day"));
    LocalDate from = exchange.parameter("from").map(text -> day("from", text)).orElse(EARLIEST);
    LocalDate to = exchange.parameter("to").map(text -> day("to", text)).orElse(LATEST);
    if (from.isAfter(to)) {
      throw new ProblemException(Code.INVALID, "from must not come after to");
    }
    Caller caller = exchange.caller();
    if (by == SpendingView.By.USER && !caller.isOwner()) {
      throw new ProblemException(Code.FORBIDDEN, "only whoever runs the server sees who spent it");
    }
    exchange.answer(200, sum(caller, by, from, to).view(by));
  }

  private static SpendingView.By by(String word) {
    return Arrays.stream(SpendingView.By.values())
        .filter(by -> word(by).equals(word))
        .findFirst()
        .orElseThrow(() -> new ProblemException(Code.INVALID, "by must be one of " + words()));
  }

  private static String words() {
    return Arrays.stream(SpendingView.By.values())
        .map(SpendingApi::word)
        .collect(Collectors.joining(", "));
  }

  private static String word(SpendingView.By by) {
    return by.name().toLowerCase(Locale.ROOT);
  }

  private static LocalDate day(String name, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
        return day;
      }
    } catch (DateTimeException _) {
      // Said below.
    }
    throw new ProblemException(Code.INVALID, name + " must be a day such as 2026-11-24");
  }

  private SpendingView.Sum sum(Caller caller, SpendingView.By by, LocalDate from, LocalDate to) {
    var sum = new SpendingView.Sum();
    List<Run> page = reading.runs(caller, "", PAGE);
    while (!page.isEmpty()) {
      List<Run> meant =
          page.stream().filter(run -> !day(run).isBefore(from) && !day(run).isAfter(to)).toList();
      Map<String, Bill> bills = store.bills(meant.stream().map(Run::id).toList());
      meant.forEach(run -> sum.add(split(run, bills.getOrDefault(run.id(), Bill.NOTHING), by)));
      // Newest first, by the clocks of several machines, which may differ a little.
      boolean done = day(page.getLast()).plusDays(1).isBefore(from);
      page = done ? List.of() : reading.runs(caller, page.getLast().id(), PAGE);
    }
    return sum;
  }

  private static Map<String, Bill.Line> split(Run run, Bill bill, SpendingView.By by) {
    return switch (by) {
      case DAY -> Map.of(day(run).toString(), bill.total());
      case USER -> Map.of(run.asker(), bill.total());
      case STAGE -> bill.lines();
      case MODEL -> byModel(RunSpec.of(run), bill);
    };
  }

  private static Map<String, Bill.Line> byModel(RunSpec spec, Bill bill) {
    Map<String, String> models =
        spec.models().entrySet().stream()
            .collect(Collectors.toMap(one -> role(one.getKey()), one -> one.getValue().model()));
    Map<String, Bill.Line> lines = new HashMap<>();
    bill.lines()
        .forEach((role, line) -> lines.merge(models.getOrDefault(role, ""), line, Bill.Line::plus));
    return lines;
  }

  private static String role(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private static LocalDate day(Run run) {
    return LocalDate.ofInstant(run.created(), ZoneOffset.UTC);
  }
}
