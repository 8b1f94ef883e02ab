package io.deepsearch4j.report;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Plan;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.chat.Price;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON object of a run, as `docs/answer-json.md` describes it.
record AnswerDocument(
    String format,
    String runId,
    String status,
    String stopReason,
    String why,
    String question,
    String language,
    String answer,
    List<Sentence> sentences,
    List<Citation> citations,
    List<String> openQuestions,
    double confidence,
    List<String> languageModels,
    List<String> remarks,
    PlanPart plan,
    List<SourcePage> sources,
    List<ModelPart> models,
    List<SettingPair> settings,
    Usage usage,
    BigDecimal cost,
    List<Line> bill,
    double seconds,
    List<Step> steps,
    Instant created,
    Instant updated) {
  static final String FORMAT = "deepsearch4j/answer/1";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  record Sentence(String text, String verdict, String why, List<Integer> citations) {}

  record Citation(
      int number,
      String evidence,
      URI url,
      String title,
      String quote,
      int start,
      int end,
      String locator,
      String page,
      String sha256,
      String textSha256,
      Instant fetchedAt,
      String robots) {}

  record PlanPart(
      List<Plan.Condition> conditions, List<String> queries, List<URI> keyUrls, String stopRule) {}

  record SourcePage(
      String page,
      URI url,
      String title,
      String sha256,
      String textSha256,
      Instant fetchedAt,
      String robots,
      List<Integer> citations) {}

  record ModelPart(
      String part,
      String model,
      BigDecimal promptPrice,
      BigDecimal cachedPrice,
      BigDecimal completionPrice) {}

  record SettingPair(String key, String value) {}

  record Usage(
      long modelCalls,
      long toolCalls,
      long promptTokens,
      long cachedTokens,
      long completionTokens,
      long reasoningTokens) {}

  record Line(String role, long calls, long promptTokens, long completionTokens, BigDecimal cost) {}

  record Step(
      int position, String episode, String kind, String text, String thinking, double seconds) {}

  static AnswerDocument of(RunRecord report) {
    Answer answer = report.answer();
    Spent spent = report.spent();
    Bill.Line total = report.bill().total();
    return new AnswerDocument(
        FORMAT,
        report.run().id(),
        word(report.run().state()),
        report.run().state().isEnded() ? word(answer.stopReason()) : "",
        answer.why(),
        report.spec().question().text(),
        report.spec().question().language(),
        answer.answer(),
        answer.sentences().stream()
            .map(one -> new Sentence(one.text(), word(one.verdict()), one.why(), one.citations()))
            .toList(),
        answer.citations().stream().map(AnswerDocument::citation).toList(),
        answer.openQuestions(),
        answer.confidence(),
        report.spec().models().values().stream()
            .map(one -> one.model())
            .distinct()
            .sorted()
            .toList(),
        answer.remarks(),
        plan(report),
        sources(answer),
        models(report),
        Settings.rows(report.spec()).entrySet().stream()
            .map(one -> new SettingPair(one.getKey(), one.getValue()))
            .toList(),
        new Usage(
            spent.modelCalls(),
            spent.toolCalls(),
            total.usage().prompt(),
            total.usage().cached(),
            total.usage().completion(),
            total.usage().reasoning()),
        total.cost(),
        report.bill().lines().entrySet().stream()
            .map(
                line ->
                    new Line(
                        line.getKey(),
                        line.getValue().calls(),
                        line.getValue().usage().prompt(),
                        line.getValue().usage().completion(),
                        line.getValue().cost()))
            .toList(),
        spent.millis() / 1_000.0,
        steps(report),
        report.run().created(),
        report.run().updated());
  }

  private static Citation citation(Answer.Citation one) {
    return new Citation(
        one.number(),
        one.evidence(),
        one.url(),
        one.title(),
        one.quote(),
        one.start(),
        one.end(),
        one.locator().toString(),
        one.page(),
        one.sha256(),
        one.textSha256(),
        one.fetchedAt(),
        one.robots());
  }

  private static PlanPart plan(RunRecord report) {
    return report
        .plan()
        .map(
            plan ->
                new PlanPart(plan.conditions(), plan.queries(), plan.keyUrls(), plan.stopRule()))
        .orElse(new PlanPart(List.of(), List.of(), List.of(), ""));
  }

  private static List<SourcePage> sources(Answer answer) {
    return Appendix.pages(answer).stream()
        .map(
            cited -> {
              Answer.Citation one = cited.getFirst();
              return new SourcePage(
                  one.page(),
                  one.url(),
                  one.title(),
                  one.sha256(),
                  one.textSha256(),
                  one.fetchedAt(),
                  one.robots(),
                  cited.stream().map(Answer.Citation::number).toList());
            })
        .toList();
  }

  private static List<ModelPart> models(RunRecord report) {
    return new TreeMap<>(report.spec().models())
        .entrySet().stream()
            .map(
                one -> {
                  Price price = one.getValue().price();
                  return new ModelPart(
                      word(one.getKey()),
                      one.getValue().model(),
                      price.prompt(),
                      price.cached(),
                      price.completion());
                })
            .toList();
  }

  private static List<Step> steps(RunRecord report) {
    var timeline = new Timeline();
    var steps = new ArrayList<Step>();
    for (io.deepsearch4j.agent.Step step : report.steps()) {
      Timeline.Entry entry = timeline.next(step);
      steps.add(
          new Step(
              steps.size(),
              step.episode(),
              entry.kind(),
              entry.text(),
              entry.thinking(),
              step.spent().millis() / 1_000.0));
    }
    return steps;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
