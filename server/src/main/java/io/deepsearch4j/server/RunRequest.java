package io.deepsearch4j.server;

import io.deepsearch4j.agent.Approval;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The wish for a run as it is sent to the server. Only the question is needed.
///
/// @param depth `quick`, `standard` or `deep`; words of other services are understood, too
/// @param effort `low`, `medium` or `high`: how hard the model thinks
/// @param places where to look; the web if nothing is said
/// @param language tag of the language of the answer; that of the question if nothing is said
/// @param approval `auto` to begin at once, `ask` to wait until the plan is approved
record RunRequest(
    String question,
    @Nullable String depth,
    @Nullable String effort,
    @Nullable PlacesRequest places,
    @Nullable String language,
    @Nullable String model,
    @Nullable BigDecimal maxCost,
    @Nullable Integer maxSteps,
    @Nullable Integer maxMinutes,
    @Nullable String approval) {

  /// Where to look.
  ///
  /// @param web the internet
  /// @param site one address to stay within
  /// @param documents names of the folders that the settings offer, or `uploads` for one's own
  /// @param practice the seed of a practice web
  record PlacesRequest(
      @Nullable Boolean web,
      @Nullable URI site,
      @Nullable List<String> documents,
      @Nullable Long practice) {

    RunWish.Places places() {
      boolean nothing = web == null && site == null && documents == null && practice == null;
      return new RunWish.Places(
          nothing || Boolean.TRUE.equals(web),
          site == null ? List.of() : List.of(site),
          documents == null ? List.of() : documents,
          practice == null ? List.of() : List.of(practice));
    }
  }

  RunRequest {
    if (question == null || question.isBlank()) {
      throw new IllegalArgumentException("question is empty; write what you want to know");
    }
  }

  /// The wish, or the problem with it.
  RunWish understood() {
    try {
      return wish();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Code.INVALID, String.valueOf(e.getMessage()));
    }
  }

  RunWish wish() {
    return new RunWish(
        question,
        Words.depth(depth == null ? "standard" : depth),
        Words.effort(effort == null ? "medium" : effort),
        places == null ? RunWish.Places.THE_WEB : places.places(),
        language == null ? "" : language,
        model == null ? "" : model,
        maxCost == null ? BigDecimal.ZERO : maxCost,
        maxSteps == null ? 0 : maxSteps,
        maxMinutes == null ? 0 : maxMinutes,
        approval == null ? Approval.NOT_NEEDED : Words.approval(approval));
  }
}
