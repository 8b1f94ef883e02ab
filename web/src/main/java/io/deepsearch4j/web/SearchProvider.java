package io.deepsearch4j.web;

/// Something that answers a [Query]: one search engine, or several behind one face. Safe to share
/// between threads.
///
/// A provider never throws for what an engine does; the five variants of [Searched] say it. An
/// interrupted search returns promptly with the interrupt flag set.
public interface SearchProvider {

  /// What people call it: `tavily`, `wikipedia`, the name of a template.
  String name();

  /// Searches once, without trying again.
  Searched search(Query query);
}
