package io.deepsearch4j.documents;

import java.net.URI;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// Reads web pages: headings, paragraphs, lists, tables, code, captions, what the page says about
/// itself, and every link.
///
/// Navigation is left out of the text but not out of the links. Where leaving it out would leave
/// next to nothing, the page *is* a list of links, and everything is kept.
final class HtmlReader implements DocumentReader {
  private static final int NEXT_TO_NOTHING = 200;

  private final DocumentsConfig config;

  HtmlReader(DocumentsConfig config) {
    this.config = config;
  }

  @Override
  public Reading read(Source source) {
    org.jsoup.nodes.Document page = Jsoup.parse(Charsets.decode(source), source.url().toString());
    var metadata = HtmlMetadata.of(page);
    Document document = walk(page, source.url(), metadata, Boilerplate.of(page));
    if (shownLength(document) < NEXT_TO_NOTHING) {
      document = walk(page, source.url(), metadata, Boilerplate.NONE);
    }
    var shell = Shells.reason(page, document);
    if (shell.isPresent()) {
      return new Reading.Unreadable(Reading.Reason.SHELL, shell.get());
    }
    if (document.blocks().isEmpty() && document.links().isEmpty()) {
      return new Reading.Unreadable(
          Reading.Reason.BROKEN,
          "the page at "
              + source.url()
              + " holds no text and no links; it may need a browser, or another address");
    }
    return new Reading.Read(document);
  }

  private Document walk(
      org.jsoup.nodes.Document page, URI url, HtmlMetadata metadata, Boilerplate boilerplate) {
    var builder =
        new DocumentBuilder("text/html").title(metadata.title()).published(metadata.published());
    var walk = new HtmlWalk(builder, new HtmlLinks(url), boilerplate, config.maxCells());
    walk.over(page);
    builder.language(Languages.of(walk.sample()));
    metadata
        .blocks()
        .forEach(
            block ->
                builder.hiddenBlock(
                    Block.Kind.METADATA, block, new Locator.Section(List.of("metadata"))));
    return builder.build();
  }

  private static int shownLength(Document document) {
    return document.blocks().stream()
        .filter(Block::visible)
        .mapToInt(block -> block.end() - block.start())
        .sum();
  }

  /// Whether an element is one that a browser lays out on lines of its own.
  static boolean isBlock(Element element) {
    return element.isBlock() || element.nameIs("td") || element.nameIs("th");
  }
}
