package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Link;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The links of a page that are worth following whatever a small model makes of them: those that
/// bear a name of the question, and the next page of a list.
///
/// @param named links as they are shown (`label @7`) that bear a name
/// @param onward those to the next page of a list
record ShorthandLeads(List<String> named, List<String> onward) {
  ShorthandLeads {
    named = List.copyOf(named);
    onward = List.copyOf(onward);
  }

  static ShorthandLeads of(String question, Document document, Map<String, URI> links) {
    List<String> names = ShorthandNames.of(question);
    Set<URI> onward = new HashSet<>();
    for (Link link : document.links()) {
      if (link.kind() == Link.Kind.NEXT) {
        onward.add(LinkRank.withoutFragment(link.url()));
      }
    }
    var named = new ArrayList<String>();
    var next = new ArrayList<String>();
    links.forEach(
        (shown, url) -> {
          String label = shown.substring(0, shown.lastIndexOf(' '));
          if (names.stream().anyMatch(name -> ShorthandNames.bears(label, name))) {
            named.add(shown);
          } else if (onward.contains(url)) {
            next.add(shown);
          }
        });
    return new ShorthandLeads(named, next);
  }
}
