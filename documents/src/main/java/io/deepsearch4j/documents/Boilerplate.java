package io.deepsearch4j.documents;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/// The parts of a page that lead elsewhere instead of saying something: menus, crumbs, footers.
///
/// What decides is link density, the share of an element's text that is inside links; how much is
/// needed depends on what the element calls itself. A list of long link texts is a listing and
/// stays.
final class Boilerplate {
  static final Boilerplate NONE = new Boilerplate(Collections.emptySet());

  private static final Pattern HINT =
      Pattern.compile(
          "(?:^|[\\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|sidebar|footer|topbar"
              + "|toolbar|share|social|related|cookie|advert|ads|pagination|pager)(?:$|[\\s_-])",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> CANDIDATES =
      Set.of("nav", "header", "footer", "aside", "div", "section", "ul", "ol", "menu", "p", "dl");
  private static final Set<String> ROLES =
      Set.of("navigation", "banner", "contentinfo", "menu", "menubar", "search");

  private final Set<Element> elements;

  private Boilerplate(Set<Element> elements) {
    this.elements = elements;
  }

  boolean contains(Element element) {
    return elements.contains(element);
  }

  static Boilerplate of(Element page) {
    var counter = new Counter();
    NodeTraversor.traverse(counter, page);
    return new Boilerplate(counter.found);
  }

  /// Characters and links below an element. One CJK character counts as two letters.
  private static final class Tally {
    final boolean content; // the element holds a heading, a table or other sure signs of content
    int text;
    int linked;
    int links;

    Tally(boolean content) {
      this.content = content;
    }

    double density() {
      return text == 0 ? 1 : (double) linked / text;
    }

    double meanLink() {
      return links == 0 ? 0 : (double) linked / links;
    }
  }

  private static final class Counter implements NodeVisitor {
    final Set<Element> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final java.util.ArrayDeque<Tally> open = new java.util.ArrayDeque<>();
    private int anchors;
    private int articles;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof Element element) {
        open.push(new Tally(element.nameIs("main") || element.nameIs("article")));
        if (element.nameIs("a") && element.hasAttr("href")) {
          anchors++;
          open.element().links++;
        }
        if (element.nameIs("article") || element.nameIs("main")) {
          articles++;
        }
      } else if (node instanceof TextNode text && !open.isEmpty()) {
        int width = width(text.getWholeText());
        open.element().text += width;
        if (anchors > 0) {
          open.element().linked += width;
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return;
      }
      Tally tally = open.pop();
      if (element.nameIs("a") && element.hasAttr("href")) {
        anchors--;
      }
      if (element.nameIs("article") || element.nameIs("main")) {
        articles--;
      }
      if (!tally.content && isBoilerplate(element, tally, articles > 0)) {
        found.add(element);
      }
      if (!open.isEmpty()) {
        Tally parent = open.element();
        parent.text += tally.text;
        parent.linked += tally.linked;
        parent.links += tally.links;
      }
    }
  }

  private static boolean isBoilerplate(Element element, Tally tally, boolean inArticle) {
    String tag = element.normalName();
    if (tally.links == 0 || !CANDIDATES.contains(tag)) {
      return false;
    }
    if (tag.equals("nav") || ROLES.contains(element.attr("role"))) {
      return tally.density() > 0.3;
    }
    boolean hinted = HINT.matcher(element.className()).find() || HINT.matcher(element.id()).find();
    boolean furniture = tag.equals("header") || tag.equals("footer") || tag.equals("aside");
    if (hinted || (furniture && !inArticle)) {
      return tally.density() > 0.5;
    }
    return !inArticle && tally.links >= 4 && tally.density() > 0.75 && tally.meanLink() < 20;
  }

  private static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        width += c >= 0x2e80 ? 2 : 1;
      }
    }
    return width;
  }
}
