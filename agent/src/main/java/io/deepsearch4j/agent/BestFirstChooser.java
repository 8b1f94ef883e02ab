package io.deepsearch4j.agent;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Chooses without a model: searches what the plan says, asks every page that arrives, opens the
/// most promising address first, and ends when an answer has stood against further pages or nothing
/// is left to open. A pure function of the trajectory.
final class BestFirstChooser implements Chooser {
  static final String NAME = "best-first";

  private static final int QUERIES_AT_ONCE = 3;
  private static final int PAGES_AT_ONCE = 4;
  private static final int ASKS_AT_ONCE = 5;

  @Override
  public Choice choose(Trajectory trajectory, Purchases purchases) {
    Research research = Research.of(trajectory);
    if (trajectory.stopped()) {
      return finish(trajectory, research, "The run was stopped; this is the best so far.");
    }
    List<String> toAsk = research.pagesToAsk();
    if (!toAsk.isEmpty()) {
      return ask(toAsk, research.question());
    }
    if (research.isSettled()) {
      return finish(trajectory, research, "An answer has stood against further pages.");
    }
    List<URI> urls = research.nextUrls(PAGES_AT_ONCE);
    List<String> queries = research.nextQueries();
    boolean searchFirst = research.searches() == 0 || urls.isEmpty();
    if (!queries.isEmpty()
        && (searchFirst || (research.best().isEmpty() && queryDue(trajectory)))) {
      return search(queries, urls);
    }
    if (!urls.isEmpty()) {
      return choice("Opening the most promising addresses.", List.of(new Action.Open(urls)));
    }
    return finish(trajectory, research, "Nothing promising is left to open.");
  }

  /// Every second time, a search not made yet goes before deeper links.
  private static boolean queryDue(Trajectory trajectory) {
    long opened = trajectory.actions().stream().filter(Action.Open.class::isInstance).count();
    long searched = trajectory.actions().stream().filter(Action.Search.class::isInstance).count();
    return searched * 2 <= opened;
  }

  private static Choice search(List<String> queries, List<URI> urls) {
    var actions = new ArrayList<Action>();
    actions.add(new Action.Search(queries.stream().limit(QUERIES_AT_ONCE).toList(), ""));
    if (!urls.isEmpty()) {
      actions.add(new Action.Open(urls));
    }
    return choice("Searching with the words of the question.", actions);
  }

  private static Choice ask(List<String> pages, String question) {
    List<Action.Ask> asks =
        pages.stream().limit(ASKS_AT_ONCE).map(page -> new Action.Ask(page, question)).toList();
    return choice("Reading what was opened.", List.of(new Action.AskDocument(asks)));
  }

  private static Choice finish(Trajectory trajectory, Research research, String why) {
    Draft draft = new PlainDraft(trajectory, research).draft();
    if (trajectory.stopped() && draft.sentences().isEmpty()) {
      draft = KnownSoFar.draft(trajectory, draft.openQuestions());
    }
    return choice(why + " No language model was used.", List.of(new Action.Finish(draft)));
  }

  private static Choice choice(String why, List<Action> actions) {
    return new Choice(Turn.byRule(NAME, why), actions);
  }
}
