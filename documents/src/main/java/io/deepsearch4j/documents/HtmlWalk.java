package io.deepsearch4j.documents;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/// Walks a page in reading order and hands its blocks, tables and links to a [DocumentBuilder].
///
/// The walk keeps its own stacks and never calls itself, so that markup nested thousands deep costs
/// memory and not the call stack. One walk reads one page.
final class HtmlWalk implements NodeFilter {
  private static final int SAMPLE = 20_000;
  private static final Set<String> SILENT =
      Set.of(
          "script",
          "style",
          "svg",
          "canvas",
          "audio",
          "video",
          "object",
          "embed",
          "select",
          "textarea",
          "datalist",
          "annotation",
          "annotation-xml",
          "title",
          "map",
          "progress",
          "meter");

  private final DocumentBuilder builder;
  private final HtmlLinks links;
  private final Boilerplate boilerplate;
  private final HtmlTables tables;
  private final InlineText text = new InlineText();
  private final HeadingPath path = new HeadingPath();
  private final Deque<Element> kinds = new ArrayDeque<>();
  private final List<PendingLink> found = new ArrayList<>();
  private final StringBuilder sample = new StringBuilder();
  private Optional<PendingLink> openLink = Optional.empty();
  private Optional<Element> hiddenBy = Optional.empty();
  private Optional<Element> leftOutBy = Optional.empty();
  private String lastBlock = "";
  private int breaks;
  private int firstOfBlock; // index into found of the first link that the open block may hold
  private long hidden;

  HtmlWalk(DocumentBuilder builder, HtmlLinks links, Boilerplate boilerplate, int maxCells) {
    this.builder = builder;
    this.links = links;
    this.boilerplate = boilerplate;
    this.tables = new HtmlTables(builder, maxCells);
  }

  /// Reads a whole page.
  void over(org.jsoup.nodes.Document page) {
    headLinks(page);
    NodeTraversor.filter(this, page.body());
    flush();
    if (hidden > 0) {
      builder.remark(
          "The page holds " + hidden + " characters of text that a browser would not show.");
    }
    int end = Math.max(0, builder.position() - 1);
    for (PendingLink link : found) {
      builder.link(
          link.url,
          link.anchor(),
          link.context.isEmpty() ? link.anchor() : link.context,
          link.element.attr("rel").isEmpty() ? link.fallbackRel : link.element.attr("rel"),
          links.kind(link.url, link.element, link.anchor()),
          Math.clamp(link.start, 0, end));
    }
  }

  /// The first part of the shown text, to tell its language by.
  String sample() {
    return sample.toString();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("reading the page was cancelled");
    }
    return switch (node) {
      case TextNode content -> {
        text(content.getWholeText());
        yield FilterResult.CONTINUE;
      }
      case Element element -> enter(element);
      default -> FilterResult.SKIP_ENTIRELY;
    };
  }

  private FilterResult enter(Element element) {
    String tag = element.normalName();
    if (tag.equals("iframe") || tag.equals("frame")) {
      standaloneLink(element, "src", "frame", text.position());
      return FilterResult.SKIP_ENTIRELY;
    }
    if (SILENT.contains(tag) || (tag.equals("button") && !path.isOpen())) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (tag.equals("br")) {
      lineBreak();
      return FilterResult.CONTINUE;
    }
    if (hiddenBy.isEmpty() && Hidden.is(element)) {
      flush();
      hiddenBy = Optional.of(element);
    }
    if (leftOutBy.isEmpty() && boilerplate.contains(element)) {
      flush();
      leftOutBy = Optional.of(element);
    }
    if (HtmlReader.isBlock(element)) {
      flush();
    }
    if (leftOutBy.isEmpty()) {
      if (tag.equals("pre")) {
        code(element);
        return FilterResult.SKIP_CHILDREN;
      }
      if (tag.equals("table") && HtmlTables.isData(element)) {
        table(element);
        return FilterResult.SKIP_CHILDREN;
      }
    }
    if (HeadingPath.level(tag) > 0 && leftOutBy.isEmpty()) {
      path.open(HeadingPath.level(tag));
    }
    if (kindOf(element).isPresent()) {
      kinds.push(element);
    }
    if (tag.equals("a") || tag.equals("area")) {
      openLink(element);
    } else if (tag.equals("img") && openLink.isPresent()) {
      openLink.get().alternative(element.attr("alt"));
    } else if (tag.equals("form")) {
      searchForm(element);
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    if (openLink.isPresent() && openLink.get().element.equals(element)) {
      closeLink();
    }
    if (HeadingPath.level(element.normalName()) > 0 && path.isOpen()) {
      flush();
      path.close();
    }
    boolean leavesHidden = hiddenBy.isPresent() && hiddenBy.get().equals(element);
    boolean leavesLeftOut = leftOutBy.isPresent() && leftOutBy.get().equals(element);
    if (HtmlReader.isBlock(element) || leavesHidden || leavesLeftOut) {
      flush();
    }
    if (element.equals(kinds.peek())) {
      kinds.pop();
    }
    if (leavesHidden) {
      hiddenBy = Optional.empty();
    }
    if (leavesLeftOut) {
      leftOutBy = Optional.empty();
    }
    return FilterResult.CONTINUE;
  }

  private void text(String raw) {
    if (!InlineText.hasContent(raw)) {
      text.space();
      openLink.ifPresent(link -> link.append(" "));
      return;
    }
    breaks = 0;
    openLink.ifPresent(
        link -> {
          link.append(raw);
          if (link.isUnplaced() && leftOutBy.isEmpty()) {
            if (InlineText.isBlank(raw.charAt(0))) {
              text.space();
            }
            link.placeInBlock(text.position());
          }
        });
    if (leftOutBy.isEmpty()) {
      text.append(raw);
    }
  }

  private void lineBreak() {
    text.space();
    openLink.ifPresent(link -> link.append(" "));
    if (++breaks == 2) {
      flush();
    }
  }

  private void flush() {
    breaks = 0;
    String content = text.take();
    if (content.isEmpty()) {
      settle(builder.position(), "");
      return;
    }
    Block.Kind kind = kinds.isEmpty() ? Block.Kind.PARAGRAPH : kindOf(kinds.peek()).orElseThrow();
    int start;
    if (hiddenBy.isPresent()) {
      hidden += content.length();
      start = builder.hiddenBlock(kind, content, path.locator());
    } else {
      note(content);
      if (path.isOpen()) {
        path.add(path.openLevel(), content);
        start = builder.heading(path.openLevel(), content, path.locator());
      } else {
        start = builder.block(kind, content, path.locator());
      }
    }
    settle(start, content);
  }

  /// Gives the links met since the last block their place in the document.
  private void settle(int blockStart, String block) {
    int settled = firstOfBlock;
    for (; settled < found.size(); settled++) {
      PendingLink link = found.get(settled);
      if (link.isUnplaced() && openLink.isPresent() && openLink.get() == link) {
        break;
      }
      link.settle(blockStart, block, path.last());
    }
    firstOfBlock = settled;
  }

  private void code(Element element) {
    closeLink();
    int start = builder.position();
    String content = Code.clean(element.wholeText());
    if (hiddenBy.isPresent()) {
      content = DocumentBuilder.clean(content);
      hidden += content.length();
      builder.hiddenBlock(Block.Kind.CODE, content, path.locator());
    } else {
      builder.code(content, path.locator());
    }
    int from = 0;
    for (Element anchor : element.select("a[href]")) {
      int at = content.indexOf(firstWord(anchor.wholeText()), from);
      from = at < 0 ? from : at;
      standaloneLink(anchor, "href", "", from);
    }
    settle(start, content);
  }

  private static String firstWord(String text) {
    return DocumentBuilder.clean(text).split(" ", 2)[0];
  }

  private void table(Element element) {
    closeLink();
    for (HtmlTables.CellLink cell :
        tables.add(element, lastBlock, path.last(), hiddenBy.isEmpty())) {
      links
          .resolve(cell.element(), "href")
          .ifPresent(
              url -> {
                var link = new PendingLink(cell.element(), url, "");
                link.append(cell.anchor());
                link.place(cell.start(), cell.context());
                found.add(link);
              });
    }
    firstOfBlock = found.size();
  }

  private void note(String content) {
    lastBlock = content;
    if (sample.length() < SAMPLE) {
      sample.append(content).append('\n');
    }
  }

  private void openLink(Element element) {
    if (!element.hasAttr("href")) {
      return;
    }
    closeLink();
    links
        .resolve(element, "href")
        .ifPresent(
            url -> {
              var link = new PendingLink(element, url, "");
              found.add(link);
              openLink = Optional.of(link);
            });
  }

  private void closeLink() {
    openLink.ifPresent(
        link -> {
          if (link.isUnplaced() && leftOutBy.isEmpty()) {
            link.placeInBlock(text.position());
          }
        });
    openLink = Optional.empty();
  }

  private void standaloneLink(Element element, String attribute, String rel, int inBlock) {
    links
        .resolve(element, attribute)
        .ifPresent(
            url -> {
              var link = new PendingLink(element, url, rel);
              link.append(element.text());
              link.alternative(element.attr("title"));
              link.placeInBlock(inBlock);
              found.add(link);
            });
  }

  /// A form that asks by address is a link one completes with a question.
  private void searchForm(Element form) {
    Element field = form.selectFirst("input[type=search][name], input[type=text][name]");
    if (form.attr("method").equalsIgnoreCase("post") || field == null) {
      return;
    }
    Optional<URI> action =
        form.attr("action").isBlank()
            ? HtmlLinks.resolve(form.baseUri(), "")
            : links.resolve(form, "action");
    action
        .flatMap(url -> HtmlLinks.resolve(url.toString(), "?" + field.attr("name") + "="))
        .ifPresent(
            url -> {
              var link = new PendingLink(field, url, "search");
              link.append(field.attr("placeholder"));
              link.alternative("search");
              link.placeInBlock(text.position());
              found.add(link);
            });
  }

  private void headLinks(org.jsoup.nodes.Document page) {
    for (Element link : page.head().select("link[rel][href]")) {
      String rel = link.attr("rel").toLowerCase(Locale.ROOT);
      if (rel.matches("next|prev|canonical|alternate|search")) {
        standaloneLink(link, "href", rel, 0);
      }
    }
    for (Element meta : page.select("meta[name=citation_pdf_url]")) {
      links
          .resolve(meta, "content")
          .ifPresent(
              url -> {
                var link = new PendingLink(meta.clone().attr("type", "application/pdf"), url, "");
                link.append("PDF");
                link.place(0, "citation_pdf_url");
                found.add(link);
              });
    }
    for (Element meta : page.select("meta[http-equiv=refresh]")) {
      String content = meta.attr("content");
      int at = content.toLowerCase(Locale.ROOT).indexOf("url=");
      if (at >= 0) {
        String target = content.substring(at + 4).replaceAll("^[\\s'\"]+|[\\s'\"]+$", "");
        HtmlLinks.resolve(meta.baseUri(), target)
            .ifPresent(
                url -> {
                  var link = new PendingLink(meta, url, "refresh");
                  link.place(0, "this page sends its readers there");
                  found.add(link);
                });
      }
    }
    settle(0, "");
  }

  private static Optional<Block.Kind> kindOf(Element element) {
    return switch (element.normalName()) {
      case "li" ->
          Optional.of(
              isFootnote(element) || isFootnote(element.parent())
                  ? Block.Kind.FOOTNOTE
                  : Block.Kind.LIST_ITEM);
      case "dd" -> Optional.of(Block.Kind.LIST_ITEM);
      case "figcaption", "caption" -> Optional.of(Block.Kind.CAPTION);
      default -> isFootnote(element) ? Optional.of(Block.Kind.FOOTNOTE) : Optional.empty();
    };
  }

  private static boolean isFootnote(@org.jspecify.annotations.Nullable Element element) {
    return element != null
        && (element.attr("role").startsWith("doc-footnote")
            || element.attr("role").startsWith("doc-endnote")
            || element.hasClass("footnote")
            || element.hasClass("footnotes")
            || (element.hasClass("references") && element.nameIs("ol")));
  }
}
