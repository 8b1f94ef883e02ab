package io.deepsearch4j.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Where in an engine's JSON the results are: a pointer to the list, and for each result pointers
/// to its parts. A part may be written as a plain field name; an empty one is left out.
record HitFields(
    JsonPointer results,
    JsonPointer title,
    JsonPointer url,
    JsonPointer snippet,
    JsonPointer published) {

  /// Reads more than anyone asks for from no list, however long it is.
  private static final int MAX_RESULTS = 200;

  static HitFields of(String results, String title, String url, String snippet, String published) {
    return new HitFields(
        pointer(results), pointer(title), pointer(url), pointer(snippet), pointer(published));
  }

  private static JsonPointer pointer(String path) {
    return JsonPointer.compile(path.isEmpty() || path.startsWith("/") ? path : "/" + path);
  }

  /// The results, or empty where the list is missing.
  Optional<List<RawHit>> read(JsonNode body) {
    JsonNode list = body.at(results);
    if (!list.isArray()) {
      return Optional.empty();
    }
    var hits = new ArrayList<RawHit>();
    for (JsonNode item : list.values()) {
      if (hits.size() == MAX_RESULTS) {
        break;
      }
      hits.add(
          new RawHit(
              part(item, title), part(item, url), part(item, snippet), part(item, published)));
    }
    return Optional.of(hits);
  }

  private static String part(JsonNode item, JsonPointer pointer) {
    return pointer.matches() ? "" : item.at(pointer).asString("");
  }
}
