package io.deepsearch4j.web;

import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Link;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads text and the links of simple HTML, enough to test a crawler with.
final class TextReader implements DocumentReader {
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\">([^<]*)</a>");
  private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");

  @Override
  public Reading read(Source source) {
    String raw = new String(source.bytes(), StandardCharsets.UTF_8);
    if (raw.isBlank()) {
      return new Reading.Unreadable(Reading.Reason.BROKEN, "there is no text");
    }
    Matcher title = TITLE.matcher(raw);
    String text = raw.replaceAll("<[^>]*>", " ").strip();
    var links = new ArrayList<Link>();
    Matcher link = LINK.matcher(raw);
    while (link.find()) {
      URI url = source.url().resolve(link.group(1));
      links.add(new Link(url, link.group(2), "", "", Link.Kind.PAGE, 0));
    }
    var block = new Block(Block.Kind.PARAGRAPH, 0, 0, text.length(), new Locator.Line(1), true);
    return new Reading.Read(
        new Document(
            source.declaredType().replaceFirst(";.*", ""),
            title.find() ? title.group(1) : "",
            "",
            "",
            text,
            List.of(block),
            List.of(),
            links,
            List.of()));
  }
}
