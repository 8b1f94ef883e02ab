package io.deepsearch4j.server;

import io.deepsearch4j.agent.Observation;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.Turn;
import io.deepsearch4j.web.PageStore;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/// Steps as OpenTelemetry spans with the `gen_ai` names, sent to an endpoint of the user's choice:
/// kinds, models, tokens and times, never what was asked, read or written. All steps of a run are
/// in one trace, whichever processes worked on it. Safe to share between threads.
final class Traces implements AutoCloseable {
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("gen_ai.operation.name");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
  private static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
  private static final AttributeKey<String> RUN = AttributeKey.stringKey("deepsearch.run");
  private static final AttributeKey<String> EPISODE = AttributeKey.stringKey("deepsearch.episode");
  private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT =
      AttributeKey.longKey("gen_ai.usage.output_tokens");

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final Clock clock;

  /// @param endpoint of an OTLP collector over HTTP
  Traces(String endpoint, Clock clock) {
    this.provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(Resource.builder().put("service.name", "deepsearch4j").build()))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build())
                    .build())
            .build();
    this.tracer = provider.get("io.deepsearch4j");
    this.clock = clock;
  }

  /// Tells of a step that has just been made.
  void step(String run, Step step) {
    Instant end = clock.instant();
    SpanBuilder span =
        tracer
            .spanBuilder(name(step))
            .setParent(Context.root().with(Span.wrap(parent(run))))
            .setSpanKind(SpanKind.INTERNAL)
            .setStartTimestamp(end.minusMillis(step.spent().millis()))
            .setAttribute(RUN, run)
            .setAttribute(EPISODE, step.episode());
    describe(step, span);
    span.startSpan().end(end);
  }

  private static void describe(Step step, SpanBuilder span) {
    switch (step) {
      case Step.Planned planned -> asked(planned.turn(), step, span);
      case Step.Chosen chosen -> asked(chosen.turn(), step, span);
      case Step.Folded folded -> asked(folded.turn(), step, span);
      case Step.Acted acted ->
          span.setAttribute(OPERATION, "execute_tool")
              .setAttribute(TOOL, tool(acted.observation()));
      case Step.Began _, Step.Stopped _, Step.Verified _ -> {}
    }
  }

  private static void asked(Turn turn, Step step, SpanBuilder span) {
    if (!turn.isByRule()) {
      span.setAttribute(OPERATION, "chat")
          .setAttribute(MODEL, turn.chooser())
          .setAttribute(INPUT, step.spent().usage().prompt())
          .setAttribute(OUTPUT, step.spent().usage().completion());
    }
  }

  private static String name(Step step) {
    return switch (step) {
      case Step.Planned(_, _, var turn, _) -> turn.isByRule() ? "plan" : "chat " + turn.chooser();
      case Step.Chosen(_, var turn, _, _) -> turn.isByRule() ? "choose" : "chat " + turn.chooser();
      case Step.Folded(_, _, var turn, _) -> turn.isByRule() ? "fold" : "chat " + turn.chooser();
      case Step.Acted acted -> "execute_tool " + tool(acted.observation());
      case Step.Began _, Step.Stopped _, Step.Verified _ -> Metrics.kind(step);
    };
  }

  private static String tool(Observation observation) {
    return switch (observation) {
      case Observation.Hits _ -> "search";
      case Observation.Opened _ -> "open";
      case Observation.Findings _ -> "ask_document";
      case Observation.Rows _ -> "query_table";
      case Observation.Reflected _ -> "reflect";
      case Observation.Finished _ -> "finish";
      case Observation.Failed _ -> "failed";
    };
  }

  /// Computed from the run's id, so that every process finds the same.
  private static SpanContext parent(String run) {
    String hash = PageStore.sha256(run.getBytes(StandardCharsets.UTF_8));
    return SpanContext.createFromRemoteParent(
        hash.substring(0, 32),
        hash.substring(32, 48),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }

  @Override
  public void close() {
    provider.close();
  }
}
