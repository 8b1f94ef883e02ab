package io.deepsearch4j.documents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a page says about itself: title, day of publication, JSON-LD and `citation_*` entries.
///
/// @param title its title, or empty
/// @param published ISO 8601 day, or empty
/// @param blocks one text per entry
record HtmlMetadata(String title, String published, List<String> blocks) {
  private static final int MAX_ENTRY = 20_000;
  private static final int MAX_ENTRIES = 500;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> DATES =
      Set.of(
          "article:published_time",
          "citation_publication_date",
          "citation_online_date",
          "citation_date",
          "datepublished",
          "dc.date",
          "dc.date.issued",
          "dcterms.date",
          "dcterms.issued",
          "og:published_time",
          "parsely-pub-date",
          "pubdate",
          "publishdate",
          "publish_date",
          "publication_date",
          "sailthru.date",
          "date");

  HtmlMetadata {
    blocks = List.copyOf(blocks);
  }

  static HtmlMetadata of(org.jsoup.nodes.Document page) {
    var blocks = new ArrayList<String>();
    var dates = new ArrayList<String>();
    String ogTitle = "";
    for (Element meta : page.getElementsByTag("meta")) {
      String name = name(meta);
      String content = DocumentBuilder.clean(meta.attr("content"));
      if (content.isEmpty()) {
        continue;
      }
      if (DATES.contains(name)) {
        dates.add(content);
      }
      if (name.equals("og:title") && ogTitle.isEmpty()) {
        ogTitle = content;
      }
      if (name.startsWith("citation_") || name.equals("description")) {
        blocks.add(name + ": " + cut(content));
      }
    }
    for (Element script : page.getElementsByTag("script")) {
      if (script.attr("type").strip().equalsIgnoreCase("application/ld+json")) {
        linkedData(script.data(), blocks, dates);
      }
    }
    for (Element time : page.getElementsByTag("time")) {
      if (dates.size() < MAX_ENTRIES && time.hasAttr("datetime")) {
        dates.add(time.attr("datetime"));
      }
    }
    String published =
        dates.stream().map(Days::first).flatMap(Optional::stream).findFirst().orElse("");
    return new HtmlMetadata(
        title(page, ogTitle), published, blocks.subList(0, Math.min(blocks.size(), MAX_ENTRIES)));
  }

  private static String title(org.jsoup.nodes.Document page, String ogTitle) {
    String own = DocumentBuilder.clean(page.title());
    if (!own.isEmpty()) {
      return own;
    }
    if (!ogTitle.isEmpty()) {
      return ogTitle;
    }
    Element heading = page.selectFirst("h1");
    return heading == null ? "" : DocumentBuilder.clean(heading.text());
  }

  private static String name(Element meta) {
    for (String attribute : List.of("name", "property", "itemprop")) {
      if (meta.hasAttr(attribute)) {
        return meta.attr(attribute).strip().toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private static void linkedData(String json, List<String> blocks, List<String> dates) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException _) {
      // Pages carry broken JSON-LD often enough; the rest of the page is still worth reading.
      return;
    }
    blocks.add(cut(DocumentBuilder.clean(JSON.writeValueAsString(root))));
    var open = new ArrayDeque<JsonNode>(List.of(root));
    for (int seen = 0; seen < 10_000 && !open.isEmpty(); seen++) {
      JsonNode node = open.poll();
      JsonNode date = node.path("datePublished");
      if (date.isString()) {
        dates.add(date.stringValue());
      }
      for (JsonNode child : node) {
        open.add(child);
      }
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_ENTRY ? text : text.substring(0, MAX_ENTRY) + " …";
  }
}
