package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads by asking a model: the passages that matter, not the first so many characters.
///
/// A short document is shown whole. Of a long one the best-ranked passages are shown; when they do
/// not hold the answer, the next ones are, up to three times. How much was considered is told as
/// coverage. What the model claims is checked by code before anybody may cite it ([ReadingCheck]).
final class ModelDocumentQa implements DocumentQa {
  private static final int PASSES = 3;
  private static final int SHRINKS = 3;
  private static final int MOST_TOKENS = 24_000;
  private static final double SHRINK = 0.7;

  private final Excerpts excerpts;
  private final Thinking thinking;
  private final int tokens;

  /// @param window how many tokens a request may have; half of them may be the document's
  ModelDocumentQa(Excerpts excerpts, Thinking thinking, int window) {
    this.excerpts = excerpts;
    this.thinking = thinking;
    this.tokens = Math.min(MOST_TOKENS, window / 2);
  }

  @Override
  public Finding read(Assignment assignment, Purchases purchases) {
    Set<Integer> shown = new HashSet<>();
    Finding best = nothing(0, List.of());
    for (int pass = 0; pass < PASSES; pass++) {
      Excerpts.Excerpt excerpt = excerpts.of(assignment, shown, tokens);
      if (excerpt.passages().isEmpty()) {
        break;
      }
      Finding found = pass(assignment, excerpt, pass, purchases);
      excerpt.passages().forEach(passage -> shown.add(passage.index()));
      best = better(best, found, (double) shown.size() / excerpt.total());
      if (best.status() != Finding.Status.NOT_FOUND) {
        break;
      }
    }
    return best;
  }

  private Finding pass(
      Assignment assignment, Excerpts.Excerpt excerpt, int pass, Purchases purchases) {
    Excerpts.Excerpt shown = excerpt;
    for (int shrink = 0; ; shrink++) {
      ChatRequest request = request(assignment, shown);
      try {
        Reply reply = purchases.reply(pass + "/" + shrink, Part.READER, request);
        return finding(reply, assignment, shown, purchases, pass);
      } catch (ChatException e) {
        if (e.kind() != ChatException.Kind.CONTEXT_OVERFLOW || shrink == SHRINKS) {
          throw e;
        }
        shown = shown.shortened(SHRINK);
      }
    }
  }

  private Finding finding(
      Reply reply, Assignment assignment, Excerpts.Excerpt excerpt, Purchases purchases, int pass) {
    Optional<JsonNode> json = LooseJson.object(reply.message().text());
    if (json.isEmpty()) {
      // Once more, showing what it wrote: small models often get it right the second time.
      ChatRequest first = request(assignment, excerpt);
      var messages = new ArrayList<>(first.messages());
      messages.add(new Message.Assistant(reply.message().text(), "", List.of()));
      messages.add(
          new Message.User("That was not a JSON object of the wanted form. Write it now."));
      var again =
          new ChatRequest(
              messages, List.of(), Thinking.FAST, first.sampling(), first.outputSchema());
      json =
          LooseJson.object(purchases.reply(pass + "/again", Part.READER, again).message().text());
    }
    return json.map(node -> ReadingCheck.finding(node, assignment, excerpt))
        .orElseGet(() -> nothing(excerpt.coverage(), List.of("the reader's reply was unusable")));
  }

  /// The request for one pass: a pure function of what is read and for what.
  ChatRequest request(Assignment assignment, Excerpts.Excerpt excerpt) {
    return new ChatRequest(
        List.of(
            new Message.System(ReadingPrompt.system(assignment)),
            new Message.User(ReadingPrompt.text(assignment, excerpt))),
        List.of(),
        thinking,
        Sampling.DEFAULT.withTemperature(0.3),
        ReadingPrompt.SCHEMA);
  }

  private static Finding nothing(double coverage, List<String> remarks) {
    return new Finding(
        Finding.Status.NOT_FOUND, "", 0, List.of(), List.of(), List.of(), coverage, remarks);
  }

  private static Finding better(Finding before, Finding now, double coverage) {
    Finding taken =
        now.status() == Finding.Status.NOT_FOUND && before.coverage() > 0 ? before : now;
    return new Finding(
        taken.status(),
        taken.answer(),
        taken.confidence(),
        taken.quotes(),
        taken.missing(),
        taken.links(),
        Math.min(1, coverage),
        now.remarks());
  }
}
