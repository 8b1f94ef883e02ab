package io.deepsearch4j.server;

import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.web.PageStore;
import java.io.IOException;
import java.util.List;

/// What has come of a run, over HTTP: reports, evidence with the pages it stands on, costs, calls.
final class RunResults {
  private static final String RUN = "/api/v1/runs/{id}";
  private static final String EVIDENCE = RUN + "/evidence/{evidence}";
  private static final int AROUND = 4_000;

  private final RunStore store;
  private final PageStore pages;
  private final ReportForms reports;
  private final EvidenceCheck check;
  private final RunReading reading;

  RunResults(Foundation foundation) {
    this.store = foundation.store();
    this.pages = foundation.pages();
    this.reports = new ReportForms(store, pages);
    this.check = foundation.check();
    this.reading = new RunReading(store);
  }

  List<Route> routes() {
    var any = new Route.Good(200, "*/*", Route.Anything.class);
    return List.of(
        Route.get(RUN + "/report", "getReport", "The report.", Route.Anything.class, this::report)
            .answering(any)
            .with(
                Route.Parameter.query(
                    "format", "string", "One of " + String.join(", ", ReportForms.WORDS) + ".")),
        Route.get(
            RUN + "/evidence",
            "listEvidence",
            "All evidence.",
            EvidenceView.Evidences.class,
            this::evidence),
        Route.get(
            EVIDENCE,
            "getEvidence",
            "A piece of evidence with the text around it.",
            EvidenceView.Passage.class,
            this::passage),
        Route.get(
            EVIDENCE + "/check",
            "checkEvidence",
            "Checks a piece of evidence again, without the network.",
            EvidenceView.Checked.class,
            this::checkAgain),
        Route.get(
                EVIDENCE + "/source",
                "getSource",
                "The bytes of the page as they were fetched.",
                Route.Anything.class,
                this::source)
            .answering(new Route.Good(200, "application/octet-stream", Route.Anything.class)),
        Route.get(RUN + "/usage", "getUsage", "What it has cost.", UsageView.class, this::usage),
        Route.get(RUN + "/trace", "getTrace", "Its calls outside.", TraceView.class, this::trace),
        Route.get(
                RUN + "/bundle",
                "getBundle",
                "Everything needed to check the run elsewhere.",
                Route.Anything.class,
                this::bundle)
            .answering(any));
  }

  private void report(Exchange exchange) throws IOException {
    reports.send(
        exchange, id(exchange), exchange.parameter("format").orElse(ReportForms.WORDS.getFirst()));
  }

  private void bundle(Exchange exchange) throws IOException {
    reports.send(exchange, id(exchange), ReportForms.BUNDLE);
  }

  private void evidence(Exchange exchange) throws IOException {
    exchange.answer(
        200,
        new EvidenceView.Evidences(
            reading.evidence(id(exchange)).stream().map(EvidenceView::of).toList()));
  }

  private void passage(Exchange exchange) throws IOException {
    Evidence one = one(exchange);
    String text = pages.document(one.page()).map(Document::text).orElseThrow(RunResults::pageGone);
    int around = exchange.number("around", AROUND, 0, 1_000_000);
    int from = Math.clamp(one.start() - around, 0, text.length());
    int to = Math.clamp((long) one.end() + around, from, text.length());
    exchange.answer(
        200,
        new EvidenceView.Passage(
            EvidenceView.of(one), text.substring(from, to), from, text.length()));
  }

  private void checkAgain(Exchange exchange) throws IOException {
    EvidenceCheck.Checked checked = check.check(one(exchange));
    exchange.answer(
        200, new EvidenceView.Checked(checked.evidence().id(), checked.holds(), checked.trouble()));
  }

  private void source(Exchange exchange) throws IOException {
    Evidence one = one(exchange);
    byte[] bytes = pages.bytes(one.sha256()).orElseThrow(RunResults::pageGone);
    exchange.attach(one.id() + ".bin");
    exchange.answer(200, "application/octet-stream", bytes);
  }

  private static ProblemException pageGone() {
    return new ProblemException(
        Code.NOT_FOUND, "the page store lacks that page; it was read on another machine");
  }

  private void usage(Exchange exchange) throws IOException {
    exchange.answer(200, UsageView.of(store.bill(id(exchange))));
  }

  private void trace(Exchange exchange) throws IOException {
    exchange.answer(200, TraceView.of(store.calls(id(exchange))));
  }

  private String id(Exchange exchange) {
    return reading.run(exchange.caller(), exchange.part("id")).id();
  }

  private Evidence one(Exchange exchange) {
    return reading.evidence(id(exchange), exchange.part("evidence"));
  }
}
