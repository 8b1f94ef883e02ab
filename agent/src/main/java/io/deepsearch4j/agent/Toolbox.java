package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries actions out. One of the three edges where exceptions become something else: whatever
/// goes wrong inside a tool is an observation that the model sees and may react to.
final class Toolbox {
  private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);
  private static final int HITS = 10;

  static final String TOOL_FAILED = "tool_failed";
  static final String PAGE_TOO_LONG = "page_too_long";
  static final String READER_REFUSED = "reader_refused";

  private final PageStore pages;
  private final DocumentQa reader;
  private final Reach reach;
  private final Visits visits;

  /// What came of an action, and the evidence it newly brought.
  record Outcome(Observation observation, List<Evidence> evidence) {
    Outcome(Observation observation) {
      this(observation, List.of());
    }
  }

  Toolbox(PageStore pages, DocumentQa reader, Reach reach) {
    this.pages = pages;
    this.reader = reader;
    this.reach = reach;
    this.visits = new Visits();
  }

  /// Carries one action out.
  ///
  /// @param numbered how much evidence the whole run has; new evidence is numbered after it
  Outcome act(Trajectory trajectory, Action action, int numbered, Purchases calls) {
    try {
      return switch (action) {
        case Action.Search search -> new Outcome(search(search, trajectory, calls));
        case Action.Open(var urls) -> new Outcome(open(urls, trajectory, calls));
        case Action.AskDocument(var asks) -> ask(asks, trajectory, numbered, calls);
        case Action.QueryTable query -> table(query, trajectory, numbered);
        case Action.Reflect _ -> new Outcome(new Observation.Reflected());
        case Action.Finish _, Action.Judge _ -> new Outcome(new Observation.Finished());
        case Action.Invalid(_, var why) ->
            new Outcome(new Observation.Failed("invalid_arguments", why));
      };
    } catch (ChatException e) {
      return onTrouble(e);
    } catch (BudgetSpent | RunException | Cancelled e) {
      // Not this tool's trouble: the loop ends the episode or the run.
      throw e;
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Cancelled();
      }
      LOG.warn("a tool failed", e);
      // The words stay the same whatever failed: they neither tell a model about this machine nor
      // keep a replay from repeating them.
      return new Outcome(
          new Observation.Failed(TOOL_FAILED, "the tool failed; go on with another call"));
    }
  }

  // One document that the reader's model cannot take says nothing about the next one; a model that
  // cannot work at all ends the episode.
  private static Outcome onTrouble(ChatException trouble) {
    return switch (trouble.kind()) {
      case CONTEXT_OVERFLOW ->
          new Outcome(
              new Observation.Failed(
                  PAGE_TOO_LONG, "the page does not fit the reader's window; read another one"));
      case REFUSED ->
          new Outcome(
              new Observation.Failed(
                  READER_REFUSED, "the reader's model refused this page; read another one"));
      case AUTHORISATION, UNKNOWN_MODEL, UNAVAILABLE, CANCELLED -> throw trouble;
    };
  }

  private Observation search(Action.Search search, Trajectory trajectory, Purchases calls) {
    var results = new ArrayList<Observation.Result>();
    int number = 0;
    for (String text : search.queries()) {
      var query = new Query(text, HITS, search.site(), trajectory.task().question().language());
      results.add(new Observation.Result(text, calls.search("search/" + number++, query)));
    }
    return new Observation.Hits(results);
  }

  private Observation open(List<URI> urls, Trajectory trajectory, Purchases calls) {
    return new Observation.Opened(visits.open(urls, reach.of(trajectory), calls));
  }

  private Outcome ask(List<Action.Ask> asks, Trajectory trajectory, int numbered, Purchases calls) {
    Handles handles = Handles.of(trajectory);
    var register = new EvidenceRegister(trajectory.evidence(), numbered);
    var answers = new ArrayList<Observation.Answered>();
    for (int i = 0; i < asks.size(); i++) {
      Action.Ask ask = asks.get(i);
      Optional<String> page = handles.page(ask.page());
      if (page.isEmpty()) {
        return unknownPage(ask.page());
      }
      Optional<Page> record = pages.page(page.get());
      Optional<Document> document = pages.document(page.get());
      if (record.isEmpty() || document.isEmpty()) {
        return unknownPage(ask.page());
      }
      var assignment =
          new DocumentQa.Assignment(
              ask.question(),
              trajectory.task().question(),
              open(trajectory),
              memory(trajectory),
              record.get(),
              document.get());
      Finding finding = reader.read(assignment, new Slots(calls, "read/" + i + "/"));
      List<String> ids =
          finding.quotes().stream()
              .map(quote -> register.add(record.get(), document.get(), quote))
              .toList();
      answers.add(
          new Observation.Answered(
              record.get().id(),
              record.get().finalUrl(),
              document.get().title(),
              ask.question(),
              finding,
              ids.stream().distinct().toList()));
    }
    return new Outcome(new Observation.Findings(answers), register.added());
  }

  private Outcome table(Action.QueryTable query, Trajectory trajectory, int numbered) {
    Optional<String> page = Handles.of(trajectory).page(query.page());
    Optional<Page> record = page.flatMap(pages::page);
    Optional<Document> document = page.flatMap(pages::document);
    if (record.isEmpty() || document.isEmpty()) {
      return unknownPage(query.page());
    }
    return TableAnswers.answer(
        query, record.get(), document.get(), new EvidenceRegister(trajectory.evidence(), numbered));
  }

  private static Outcome unknownPage(String name) {
    return new Outcome(
        new Observation.Failed(
            "unknown_page",
            "\"" + Wording.cut(name, 80) + "\" is not an opened page; open its address first"));
  }

  private static List<Plan.Condition> open(Trajectory trajectory) {
    return trajectory.task().plan().conditions().stream()
        .filter(
            condition ->
                trajectory.evidence().stream()
                    .noneMatch(evidence -> evidence.supports().contains(condition.id())))
        .toList();
  }

  private static List<String> memory(Trajectory trajectory) {
    Map<String, String> lines = new HashMap<>();
    var memory = new ArrayList<String>();
    for (Observation observation : trajectory.observations()) {
      if (observation instanceof Observation.Findings(var answers)) {
        for (Observation.Answered one : answers) {
          String line = one.title() + ": " + Wording.cut(one.finding().answer(), 200);
          if (!one.finding().answer().isBlank() && lines.putIfAbsent(line, line) == null) {
            memory.add(line);
          }
        }
      }
    }
    return memory.subList(Math.max(0, memory.size() - 10), memory.size());
  }
}
