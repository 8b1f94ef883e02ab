package io.deepsearch4j.synthesis;

import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A web that does not change: everything is asked for once. Safe to share.
final class RememberedWeb implements Web {
  private final Web web;
  private final Map<Query, Searched> searched = new ConcurrentHashMap<>();
  private final Map<URI, Fetched> fetched = new ConcurrentHashMap<>();

  RememberedWeb(Web web) {
    this.web = web;
  }

  @Override
  public Searched search(Query query) {
    Searched known = searched.get(query);
    if (known != null) {
      return known;
    }
    Searched found = web.search(query);
    switch (found) {
      case Searched.Found _, Searched.Nothing _ -> searched.put(query, found);
      case Searched.Throttled _, Searched.Refused _, Searched.Broken _ -> {}
    }
    return found;
  }

  @Override
  public Fetched open(URI url) {
    Fetched known = fetched.get(url);
    if (known != null) {
      return known;
    }
    Fetched came = web.open(url);
    switch (came) {
      case Fetched.Opened _ -> fetched.put(url, came);
      case Fetched.Refused _, Fetched.Unreachable _, Fetched.Unreadable _ -> {}
    }
    return came;
  }
}
