package io.deepsearch4j.agent;

import io.deepsearch4j.web.Hit;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the steps of an episode amount to for one who follows the most promising address first:
/// which link of the chain is being worked on, what has been claimed, what is left to try. Computed
/// from the steps and from nothing else. Not safe to share.
final class Research {
  static final double WORTH_OPENING = 0.1;
  private static final double WORTH_A_SECOND_LOOK = 0.35;
  private static final double GOOD_ENOUGH_TO_GO_ON = 0.5;
  private static final int MORE_PAGES = 3;
  private static final int PAGES_PER_LINK = 70;
  private static final double OWN_SITE = 0.3;
  private static final double UNNAMED = 0.5;
  private static final double HUB = 0.15;
  private static final int MOST_OTHER_NAMES = 2;

  private final Chain chain;
  private final Leads leads = new Leads();
  private final Set<String> queried = new HashSet<>();
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Seen> pages = new LinkedHashMap<>();
  private final Map<String, List<Folded>> titlesByHost = new HashMap<>();
  private final List<Claim> settled = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<String> queries = new ArrayList<>();
  private Asked current;
  private final Set<Finding.OtherName> otherNames = new LinkedHashSet<>();
  private boolean hitsNamed;
  private int pagesOfLink;
  private int pagesSinceSure;

  /// A page that arrived.
  private record Seen(String id, URI url, String title, int link) {}

  private Research(Task task) {
    chain = Chain.of(task.question().text());
    current = Asked.of(chain.links().getFirst());
    queries.addAll(task.plan().queries());
    queries.addAll(Queries.of(current));
    queries.addAll(task.lacking());
    task.plan().keyUrls().forEach(url -> leads.add(url, 1, 0));
  }

  static Research of(Trajectory trajectory) {
    var research = new Research(trajectory.task());
    List<Action> chosen = List.of();
    for (Step step : trajectory.steps()) {
      switch (step) {
        case Step.Chosen choice -> {
          research.goOn();
          chosen = choice.actions();
        }
        case Step.Acted acted -> research.note(chosen.get(acted.action()), acted.observation());
        case Step.Planned _, Step.Began _, Step.Folded _, Step.Stopped _, Step.Verified _ -> {}
      }
    }
    research.goOn();
    return research;
  }

  private void note(Action action, Observation observation) {
    switch (action) {
      case Action.Search search -> queried.addAll(search.queries());
      case Action.Open open -> open.urls().forEach(leads::tried);
      case Action.AskDocument(var asks) ->
          asks.forEach(ask -> asked.add(key(ask.page(), ask.question())));
      case Action.QueryTable _,
          Action.Reflect _,
          Action.Finish _,
          Action.Judge _,
          Action.Invalid _ -> {}
    }
    switch (observation) {
      case Observation.Hits hits ->
          hits.results().forEach(result -> result.hits().forEach(this::note));
      case Observation.Opened opened -> opened.visits().forEach(this::note);
      case Observation.Findings findings -> findings.answers().forEach(this::note);
      case Observation.Rows _,
          Observation.Reflected _,
          Observation.Finished _,
          Observation.Failed _ -> {}
    }
  }

  private void note(Hit hit) {
    Folded text = Folded.of(hit.title() + " \n " + hit.snippet() + " \n " + hit.url());
    List<Need> names = current.needs(Need.Kind.NAME);
    boolean named = names.isEmpty() || names.stream().anyMatch(name -> name.in(text) > 0);
    hitsNamed |= named;
    double score = 0.25 + 0.55 * coverage(text) + 0.2 / hit.rank();
    boolean way = Hubs.lead(current, hit.title() + " " + hit.url());
    leads.add(hit.url(), (named ? score : score * UNNAMED) + (way ? HUB : 0), 0);
  }

  private double coverage(Folded text) {
    double got = 0;
    double possible = 0;
    for (Need need : current.needs()) {
      got += need.weight() * need.in(text);
      possible += need.weight();
    }
    return possible == 0 ? 0 : got / possible;
  }

  private void note(Observation.Visit visit) {
    leads.tried(visit.url());
    if (visit instanceof Observation.Arrived arrived) {
      URI url = arrived.page().finalUrl();
      leads.reached(visit.url(), url);
      pages.putIfAbsent(
          arrived.page().id(), new Seen(arrived.page().id(), url, arrived.title(), settled.size()));
      titlesByHost
          .computeIfAbsent(String.valueOf(url.getHost()), _ -> new ArrayList<>())
          .add(Folded.of(arrived.title()));
      pagesOfLink++;
      pagesSinceSure++;
    }
  }

  private void note(Observation.Answered answered) {
    asked.add(key(answered.page(), answered.question()));
    if (!answered.question().equals(current.text())) {
      return;
    }
    Claim claim = Claim.of(answered);
    List<Need> names = current.needs(Need.Kind.NAME);
    boolean ownSite = names.stream().anyMatch(name -> isOwner(name, answered.url()));
    if (claim.status() == Finding.Status.PARTIAL && onlyOwnersMissing(claim, names)) {
      claim = claim.vouchedForBySite();
    }
    if (!claim.answer().isBlank() && claim.status() != Finding.Status.NOT_FOUND) {
      if (claim.isSure() && claims.stream().noneMatch(Claim::isSure)) {
        pagesSinceSure = 0;
      }
      claims.add(claim);
    } else {
      leads.fruitless(answered.url());
    }
    answered.finding().otherNames().forEach(this::learn);
    int depth = leads.depth(answered.url()) + 1;
    for (Finding.NextLink next : answered.finding().links()) {
      leads.add(next.url(), next.score() + (ownSite ? OWN_SITE : 0), depth);
    }
  }

  /// From here on the question says by what other name a page may call the thing; pages already
  /// read are asked again, because they may have been about it.
  private void learn(Finding.OtherName name) {
    boolean known =
        !AlsoCalled.isName(name)
            || best().filter(Claim::isSure).isPresent()
            || AlsoCalled.of(current.text()).names().size() + otherNames.size() >= MOST_OTHER_NAMES
            || current.needs(Need.Kind.NAME).stream()
                .anyMatch(
                    need ->
                        need.text().equals(name.name()) && need.in(Folded.of(name.other())) > 0);
    if (!known && otherNames.add(name)) {
      queries.add(name.other());
    }
  }

  private void useOtherNames() {
    String text = current.text();
    for (Finding.OtherName name : otherNames) {
      text = AlsoCalled.note(text, name);
    }
    otherNames.clear();
    current = Asked.of(text);
  }

  private static boolean missing(Claim claim, Need need) {
    return claim.missing().contains(need.text());
  }

  /// Whether all a document does not say is whose it is, and its site says that.
  private boolean onlyOwnersMissing(Claim claim, List<Need> names) {
    List<Need> missed = names.stream().filter(name -> missing(claim, name)).toList();
    return !missed.isEmpty()
        && missed.size() == claim.missing().size()
        && missed.stream().allMatch(name -> isOwner(name, claim.url()));
  }

  /// Whether a site is that of somebody: its host name says so, or most of its pages' titles.
  private boolean isOwner(Need name, URI url) {
    if (name.in(Folded.of(String.valueOf(url.getHost()))) > 0) {
      return true;
    }
    List<Folded> titles = titlesByHost.getOrDefault(String.valueOf(url.getHost()), List.of());
    long naming = titles.stream().filter(title -> name.in(title) > 0).count();
    return naming >= 2 && naming * 2 >= titles.size();
  }

  /// Goes on to the next link of the chain when this one is answered or nothing is left to try.
  private void goOn() {
    if (!otherNames.isEmpty()) {
      useOtherNames();
    }
    while (settled.size() < chain.length() - 1 && (isSettled() || isExhausted())) {
      Optional<Claim> best = best();
      if (best.isEmpty() || (!isSettled() && best.get().confidence() < GOOD_ENOUGH_TO_GO_ON)) {
        return;
      }
      settled.add(best.get());
      otherNames.clear();
      current = Asked.of(chain.question(settled.size(), best.get().answer()));
      claims.clear();
      queries.clear();
      queries.addAll(Queries.of(current));
      leads.forget();
      hitsNamed = false;
      pagesOfLink = 0;
      pagesSinceSure = 0;
    }
  }

  private static String key(String page, String question) {
    return page + " " + question;
  }

  String question() {
    return current.text();
  }

  boolean isLastLink() {
    return settled.size() == chain.length() - 1;
  }

  /// The answers of the links before this one.
  List<Claim> settled() {
    return List.copyOf(settled);
  }

  /// The best claim: the surest; of equally sure ones that which more documents make.
  Optional<Claim> best() {
    return claims.stream()
        .max(
            Comparator.comparing((Claim claim) -> claim.status() == Finding.Status.ANSWERED)
                .thenComparingDouble(Claim::confidence)
                .thenComparingLong(this::agreeing));
  }

  private long agreeing(Claim claim) {
    return claims.stream().filter(claim::agreesWith).count();
  }

  /// The claims that are as sure as the best one and say something else.
  List<Claim> contradicting(Claim best) {
    return claims.stream().filter(c -> c.isSure() && !c.agreesWith(best)).toList();
  }

  /// The claims of other documents that say the same as the best one.
  List<Claim> confirming(Claim best) {
    return claims.stream()
        .filter(claim -> !claim.url().equals(best.url()) && claim.agreesWith(best))
        .toList();
  }

  /// Whether a sure answer has been held against enough further pages, or against another page that
  /// says the same.
  boolean isSettled() {
    Optional<Claim> sure = best().filter(Claim::isSure);
    if (sure.isEmpty()) {
      return false;
    }
    boolean confirmed = confirming(sure.get()).stream().anyMatch(Claim::isSure);
    return confirmed
        || pagesSinceSure >= MORE_PAGES
        || pagesOfLink >= PAGES_PER_LINK
        || (pagesToAsk().isEmpty() && leads.best(1, WORTH_A_SECOND_LOOK).isEmpty());
  }

  boolean isExhausted() {
    return pagesToAsk().isEmpty()
        && (pagesOfLink >= PAGES_PER_LINK
            || (nextQueries().isEmpty() && leads.best(1, WORTH_OPENING).isEmpty()));
  }

  /// The pages that arrived and have not been asked the question at hand. Pages of earlier links
  /// are asked again only where their titles say that they are about it.
  List<String> pagesToAsk() {
    List<Need> names = current.needs(Need.Kind.NAME);
    return pages.values().stream()
        .filter(seen -> !asked.contains(key(seen.id(), current.text())))
        .filter(
            seen ->
                seen.link() == settled.size()
                    || names.stream().anyMatch(name -> name.in(Folded.of(seen.title())) > 0))
        .map(Seen::id)
        .toList();
  }

  /// Searches not made yet.
  List<String> nextQueries() {
    List<String> fresh =
        queries.stream().filter(query -> !queried.contains(query)).distinct().toList();
    boolean promising = hitsNamed || queried.containsAll(Queries.broader(current));
    if (!fresh.isEmpty() || (promising && !leads.best(1, WORTH_OPENING).isEmpty())) {
      return fresh;
    }
    return Queries.broader(current).stream().filter(query -> !queried.contains(query)).toList();
  }

  /// What to open next. Once an answer is sure, only what could still contradict it.
  List<URI> nextUrls(int most) {
    boolean sure = best().filter(Claim::isSure).isPresent();
    int room = sure ? Math.min(most, MORE_PAGES - pagesSinceSure) : most;
    if (room < 1 || pagesOfLink >= PAGES_PER_LINK) {
      return List.of();
    }
    return leads.best(room, sure ? WORTH_A_SECOND_LOOK : WORTH_OPENING).stream()
        .map(Leads.Lead::url)
        .toList();
  }

  int pagesRead() {
    return pages.size();
  }

  int searches() {
    return queried.size();
  }
}
