package io.deepsearch4j.cli;

import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/// The folders that the settings offer to callers of the server, as one small internet. They are
/// opened, and their index brought up to date, for each request: there are few of those, and files
/// come and go.
final class OfferedDocuments implements Web {
  private final List<String> folders;
  private final Function<Sources, Places> open;

  /// @param open opens places
  OfferedDocuments(List<String> folders, Function<Sources, Places> open) {
    this.folders = List.copyOf(folders);
    this.open = open;
  }

  @Override
  public Searched search(Query query) {
    if (folders.isEmpty()) {
      return new Searched.Nothing("documents");
    }
    try (Places places = places()) {
      return places.web().search(query);
    }
  }

  @Override
  public Fetched open(URI url) {
    if (folders.isEmpty()) {
      return new Fetched.Refused(url, Fetched.Reason.ADDRESS, "no documents are offered");
    }
    try (Places places = places()) {
      return places.web().open(url);
    }
  }

  private Places places() {
    return open.apply(new Sources(new Sources.NoPages(), folders));
  }
}
