package io.deepsearch4j.practice;

import io.deepsearch4j.practice.Site.Anchor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes one HTML page: menu, content, foot. Not safe to share.
final class PageWriter {
  private final Site site;
  private final Place place;
  private final String title;
  private final StringBuilder head = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final List<URI> links = new ArrayList<>();
  private String published = "";

  PageWriter(Site site, Place place, String title) {
    this.site = site;
    this.place = place;
    this.title = title;
    for (Anchor anchor : site.menu()) {
      links.add(anchor.url());
    }
    heading(1, title);
  }

  Place place() {
    return place;
  }

  PageWriter heading(int level, String words) {
    return element("h" + level, words);
  }

  PageWriter paragraph(String words) {
    return element("p", words);
  }

  PageWriter paragraph(String before, Anchor anchor, String after) {
    body.append("<p>")
        .append(escaped(before))
        .append(link(anchor, ""))
        .append(escaped(after))
        .append("</p>\n");
    text.append(before).append(anchor.text()).append(after).append('\n');
    return this;
  }

  PageWriter list(List<Anchor> anchors) {
    body.append("<ul>\n");
    for (Anchor anchor : anchors) {
      body.append("<li>").append(link(anchor, "")).append("</li>\n");
      text.append(anchor.text()).append('\n');
    }
    body.append("</ul>\n");
    return this;
  }

  PageWriter table(List<String> header, List<List<String>> rows) {
    body.append("<table>\n");
    row("th", header);
    rows.forEach(cells -> row("td", cells));
    body.append("</table>\n");
    return this;
  }

  /// Where a list goes on and where it came from.
  PageWriter pager(Anchor anchor, String rel) {
    if (rel.equals("next")) {
      head.append("<link rel=\"next\" href=\"")
          .append(escaped(anchor.url().toString()))
          .append("\">\n");
    }
    body.append("<p class=\"pager\">").append(link(anchor, rel)).append("</p>\n");
    text.append(anchor.text()).append('\n');
    return this;
  }

  /// A link that well-behaved crawlers do not count; golden paths do not use it.
  PageWriter unfollowed(Anchor anchor) {
    body.append("<p>").append(markup(anchor, "nofollow")).append("</p>\n");
    text.append(anchor.text()).append('\n');
    return this;
  }

  PageWriter meta(String name, String content) {
    head.append("<meta name=\"")
        .append(escaped(name))
        .append("\" content=\"")
        .append(escaped(content))
        .append("\">\n");
    return this;
  }

  PageWriter published(String day) {
    published = day;
    return meta("date", day);
  }

  Resource.Page page() {
    String foot =
        site.language()
            .either(
                "© " + site.title() + " · All rights reserved · Privacy · Cookies",
                "© " + site.title() + " · 版权所有 · 隐私政策 · 网站地图");
    String menu =
        site.menu().stream().map(anchor -> markup(anchor, "")).collect(Collectors.joining(" | "));
    String html =
        """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="%s">
        <title>%s</title>
        %s</head>
        <body>
        <nav>%s</nav>
        <main>
        %s</main>
        <footer>%s</footer>
        </body>
        </html>
        """
            .formatted(
                site.language().tag(),
                site.charset().name().toLowerCase(Locale.ROOT),
                escaped(title + " – " + site.title()),
                head,
                menu,
                body,
                escaped(foot));
    return new Resource.Page(
        place.url(),
        title + " – " + site.title(),
        html,
        text.toString(),
        published,
        place.indexed(),
        site.charset(),
        links);
  }

  private PageWriter element(String tag, String words) {
    body.append("<").append(tag).append(">").append(escaped(words));
    body.append("</").append(tag).append(">\n");
    text.append(words).append('\n');
    return this;
  }

  private void row(String tag, List<String> cells) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append("<").append(tag).append(">").append(escaped(cell));
      body.append("</").append(tag).append(">");
    }
    body.append("</tr>\n");
    text.append(String.join(" | ", cells)).append('\n');
  }

  private String link(Anchor anchor, String rel) {
    links.add(anchor.url());
    return markup(anchor, rel);
  }

  private static String markup(Anchor anchor, String rel) {
    String relation = rel.isEmpty() ? "" : " rel=\"" + rel + "\"";
    return "<a href=\""
        + escaped(anchor.url().toString())
        + "\""
        + relation
        + ">"
        + escaped(anchor.text())
        + "</a>";
  }

  private static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
