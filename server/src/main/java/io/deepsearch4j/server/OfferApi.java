package io.deepsearch4j.server;

import io.deepsearch4j.agent.AgentConfig;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Tells what can be chosen in a request: depths, efforts, models, documents, forms of reports.
final class OfferApi {
  private final Offer offer;

  /// What can be chosen.
  record Offer(
      List<String> depths,
      List<String> efforts,
      List<String> models,
      List<String> documents,
      List<String> formats) {}

  OfferApi(Foundation foundation, ServerConfig config) {
    this.offer =
        new Offer(
            words(AgentConfig.Depth.values()),
            words(RunWish.Effort.values()),
            foundation.models().keySet().stream().sorted().toList(),
            config.documents().keySet().stream().sorted().toList(),
            ReportForms.WORDS);
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/offer", "getOffer", "What can be chosen.", Offer.class, this::offer));
  }

  private void offer(Exchange exchange) throws IOException {
    exchange.answer(200, offer);
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }
}
