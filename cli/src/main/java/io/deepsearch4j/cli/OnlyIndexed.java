package io.deepsearch4j.cli;

import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.util.Set;

/// A web of which only those pages can be opened that its search index holds: what an agent that
/// follows no links gets to see.
record OnlyIndexed(Web web, Set<URI> indexed) implements Web {
  OnlyIndexed {
    indexed = Set.copyOf(indexed);
  }

  @Override
  public Searched search(Query query) {
    return web.search(query);
  }

  @Override
  public Fetched open(URI url) {
    return indexed.contains(url)
        ? web.open(url)
        : new Fetched.Refused(
            url, Fetched.Reason.SCOPE, url + " is not in the index, and only the index is open");
  }
}
