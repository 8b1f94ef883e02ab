package io.deepsearch4j.cli;

import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.JoinedWeb;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.util.List;

/// Several folders as one: each opens the addresses that lie in it.
final class Folders implements Web {
  private final List<Web> folders;
  private final Web joined;

  Folders(List<Web> folders) {
    this.folders = List.copyOf(folders);
    this.joined = new JoinedWeb(folders.stream().map(JoinedWeb.Part::files).toList());
  }

  @Override
  public Searched search(Query query) {
    return joined.search(query);
  }

  @Override
  public Fetched open(URI url) {
    Fetched refused = folders.getFirst().open(url);
    for (Web folder : folders.subList(1, folders.size())) {
      if (!(refused instanceof Fetched.Refused)) {
        break;
      }
      refused = folder.open(url);
    }
    return refused;
  }
}
