package io.deepsearch4j.web;

import java.net.URI;
import java.util.Map;

/// Yesterday's internet: answers what was recorded and refuses everything else. Touches nothing.
public final class RecordedWeb implements Web {
  private static final String ENGINE = "recorded";

  private final Map<Query, Searched> searches;
  private final Map<URI, Fetched> pages;

  public RecordedWeb(Map<Query, Searched> searches, Map<URI, Fetched> pages) {
    this.searches = Map.copyOf(searches);
    this.pages = Map.copyOf(pages);
  }

  @Override
  public Searched search(Query query) {
    Searched recorded = searches.get(query);
    return recorded == null
        ? new Searched.Broken(
            ENGINE, "this search is not in the recording; record it, or search the live web")
        : recorded;
  }

  @Override
  public Fetched open(URI url) {
    Fetched recorded = pages.get(url);
    return recorded == null
        ? new Fetched.Refused(
            url,
            Fetched.Reason.OFFLINE,
            "this page is not in the recording; record it, or open it on the live web")
        : recorded;
  }
}
