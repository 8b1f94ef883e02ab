package io.deepsearch4j.documents;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/// Reads XML: feeds and sitemaps become links, everything else lines of path and value.
///
/// The parser knows no entities but the five of XML and loads nothing, so that neither expansion
/// nor inclusion is possible.
final class XmlText {
  private final DocumentBuilder builder;
  private final URI url;
  private final int maxValues;

  XmlText(DocumentBuilder builder, URI url, int maxValues) {
    this.builder = builder;
    this.url = url;
    this.maxValues = maxValues;
  }

  void read(String text) {
    org.jsoup.nodes.Document xml = Jsoup.parse(text, url.toString(), Parser.xmlParser());
    Element root = xml.firstElementChild();
    if (root == null) {
      new PlainText(builder).read(text);
      return;
    }
    switch (local(root)) {
      case "rss", "rdf", "feed" -> feed(root);
      case "urlset", "sitemapindex" -> sitemap(root);
      default -> values(root);
    }
  }

  private static String local(Element element) {
    String name = element.normalName();
    return name.substring(name.indexOf(':') + 1);
  }

  private void feed(Element root) {
    Element channel = root.selectFirst("channel");
    builder.title(child(channel == null ? root : channel, "title"));
    for (Element item : root.select("item, entry")) {
      String title = plain(child(item, "title"));
      var section = new Locator.Section(title.isEmpty() ? List.of() : List.of(title));
      int start = builder.heading(2, title, section);
      String date = first(item, "pubDate", "published", "updated", "dc:date");
      String link = address(item);
      builder.block(Block.Kind.PARAGRAPH, date, section);
      String summary = plain(first(item, "content:encoded", "content", "description", "summary"));
      builder.block(Block.Kind.PARAGRAPH, summary, section);
      HtmlLinks.resolve(url.toString(), link)
          .filter(_ -> !link.isBlank())
          .ifPresent(
              to ->
                  builder.link(
                      to,
                      title,
                      (date + " " + summary.substring(0, Math.min(80, summary.length()))).strip(),
                      "",
                      HtmlLinks.isFile(to) ? Link.Kind.ATTACHMENT : Link.Kind.PAGE,
                      start));
    }
  }

  private static String address(Element item) {
    for (Element link : item.select("link[href]")) {
      String rel = link.attr("rel");
      if (rel.isEmpty() || rel.equals("alternate")) {
        return link.attr("href");
      }
    }
    return first(item, "link", "guid");
  }

  /// Titles and summaries of feeds are HTML written into XML.
  private static String plain(String html) {
    return DocumentBuilder.clean(Jsoup.parse(html).text());
  }

  private void sitemap(Element root) {
    builder.title("Sitemap");
    for (Element entry : root.select("url, sitemap")) {
      String address = child(entry, "loc");
      Optional<URI> to = HtmlLinks.resolve(url.toString(), address);
      if (address.isBlank() || to.isEmpty()) {
        continue;
      }
      String modified = child(entry, "lastmod");
      String line = modified.isBlank() ? address : address + " " + modified;
      int start = builder.block(Block.Kind.LIST_ITEM, line, new Locator.Section(List.of()));
      builder.link(
          to.get(),
          "",
          line,
          local(entry).equals("sitemap") ? "sitemap" : "",
          HtmlLinks.isFile(to.get()) ? Link.Kind.ATTACHMENT : Link.Kind.PAGE,
          start);
    }
  }

  private static String first(Element parent, String... names) {
    for (String name : names) {
      String text = child(parent, name);
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  private static String child(Element parent, String name) {
    for (Element child : parent.children()) {
      if (child.nameIs(name) || child.tagName().equalsIgnoreCase(name)) {
        return DocumentBuilder.clean(child.wholeText());
      }
    }
    return "";
  }

  private void values(Element root) {
    NodeTraversor.traverse(new Values(), root);
  }

  /// Writes every text and attribute with the path of elements that leads to it.
  private final class Values implements NodeVisitor {
    private final List<String> path = new ArrayList<>();
    private int count;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof Element element) {
        path.add(element.tagName());
        for (Attribute attribute : element.attributes()) {
          line("@" + attribute.getKey(), attribute.getValue());
        }
      } else if (node instanceof TextNode text && InlineText.hasContent(text.getWholeText())) {
        line("", text.getWholeText());
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element) {
        path.removeLast();
      }
    }

    private void line(String attribute, String value) {
      if (value.isBlank()) {
        return;
      }
      if (++count > maxValues) {
        builder.remark(
            "Only the first "
                + maxValues
                + " values were read: documents.max-cells is "
                + maxValues
                + ".");
        return;
      }
      // Deep nesting must not make every line long.
      List<String> shown = path.subList(Math.max(0, path.size() - 8), path.size());
      String line =
          String.join("/", shown) + (attribute.isEmpty() ? "" : "/" + attribute) + ": " + value;
      int start = builder.block(Block.Kind.PARAGRAPH, line, new Locator.Line(count));
      PlainText.links(builder, DocumentBuilder.clean(line), start, "");
    }
  }
}
