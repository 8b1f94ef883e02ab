package io.deepsearch4j.server;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Shows the settings, and tries out what they name, for whoever runs the server.
final class SettingsApi {
  private static final int TRIALS_PER_MINUTE = 10;

  private final Settings settings;
  private final Allowance trials;

  /// Every setting.
  record AllSettings(List<Settings.Setting> settings) {}

  /// What to try out.
  enum What {
    MODEL,
    SEARCH
  }

  /// A wish for a trial.
  record TrialRequest(What what) {
    TrialRequest {
      if (what == null) {
        throw new IllegalArgumentException("what is missing; name model or search");
      }
    }
  }

  SettingsApi(Settings settings, Clock clock) {
    this.settings = settings;
    this.trials = new Allowance(TRIALS_PER_MINUTE, Duration.ofMinutes(1), clock);
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/api/v1/settings",
                "getSettings",
                "Every setting and where its value comes from; no secrets.",
                AllSettings.class,
                this::all)
            .openTo(Route.Access.OWNER),
        Route.of(
                Route.Method.POST,
                "/api/v1/settings/test",
                "trySetting",
                "Asks the model or a search engine of the settings one small thing.",
                TrialRequest.class,
                Route.Good.json(200, Settings.Trial.class),
                this::tryOut)
            .openTo(Route.Access.OWNER));
  }

  private void all(Exchange exchange) throws IOException {
    exchange.answer(200, new AllSettings(settings.all()));
  }

  private void tryOut(Exchange exchange) throws IOException, InterruptedException {
    What what = exchange.json(TrialRequest.class).what();
    long wait = trials.take(exchange.caller().name());
    if (wait > 0) {
      throw new ProblemException(
          Code.TOO_MANY_REQUESTS,
          "more than " + TRIALS_PER_MINUTE + " trials came in a minute, and each may cost; wait",
          wait);
    }
    exchange.answer(
        200,
        switch (what) {
          case MODEL -> settings.tryModel();
          case SEARCH -> settings.trySearch();
        });
  }
}
