package io.deepsearch4j.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/// Where a run may look.
///
/// @param pages the web, or a part of it
/// @param folders of documents, as absolute paths
record Sources(Pages pages, List<String> folders) {

  /// The part of the web that a run may read.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = NoPages.class, name = "none"),
    @JsonSubTypes.Type(value = Internet.class, name = "internet"),
    @JsonSubTypes.Type(value = Site.class, name = "site"),
    @JsonSubTypes.Type(value = Practice.class, name = "practice")
  })
  sealed interface Pages {}

  /// Documents only: no network at all.
  record NoPages() implements Pages {}

  /// Search engines and everything they find.
  record Internet() implements Pages {}

  /// One site and nothing outside it.
  record Site(URI home) implements Pages {}

  /// The practice web of a seed, at a port of its own.
  record Practice(long seed, int port) implements Pages {}

  Sources {
    Objects.requireNonNull(pages);
    folders = List.copyOf(folders);
    if (pages instanceof NoPages && folders.isEmpty()) {
      throw new IllegalArgumentException(
          "there is nowhere to look; name a folder, a site or the web");
    }
  }

  /// In the words of a person.
  @JsonIgnore
  String words() {
    String web =
        switch (pages) {
          case NoPages _ -> "";
          case Internet _ -> "the web";
          case Site(var home) -> String.valueOf(home.getHost());
          case Practice(var seed, _) -> "the practice web " + seed;
        };
    if (folders.isEmpty()) {
      return web;
    }
    String documents = String.join(", ", folders);
    return web.isEmpty() ? documents : web + " and " + documents;
  }
}
