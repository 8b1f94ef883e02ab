package io.deepsearch4j.documents;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads plain text: paragraphs are what blank lines part; addresses written out become links.
final class PlainText {
  private static final int CONTEXT = 40;
  static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'`|）)\\]}，。；、]{3,2000}");

  private final DocumentBuilder builder;

  PlainText(DocumentBuilder builder) {
    this.builder = builder;
  }

  void read(String text) {
    var paragraph = new StringBuilder();
    int number = 0;
    int first = 1;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.isBlank()) {
        paragraph(paragraph, first);
        first = number + 1;
        continue;
      }
      if (paragraph.isEmpty()) {
        first = number;
      }
      paragraph.append(line).append(' ');
    }
    paragraph(paragraph, first);
  }

  private void paragraph(StringBuilder collected, int line) {
    String paragraph = DocumentBuilder.clean(collected.toString());
    collected.setLength(0);
    if (!paragraph.isEmpty()) {
      int start = builder.block(Block.Kind.PARAGRAPH, paragraph, new Locator.Line(line));
      links(builder, paragraph, start, "");
    }
  }

  /// Adds a link for every address written out in a block.
  static void links(DocumentBuilder builder, String block, int start, String heading) {
    Matcher matcher = ADDRESS.matcher(block);
    while (matcher.find()) {
      String address = matcher.group().replaceAll("[.,;:!?*_]+$", "");
      Optional<URI> url = HtmlLinks.resolve("", address);
      if (url.isPresent()) {
        builder.link(
            url.get(),
            address,
            context(block, matcher.start(), matcher.end(), heading),
            "",
            HtmlLinks.isFile(url.get()) ? Link.Kind.ATTACHMENT : Link.Kind.PAGE,
            start + matcher.start());
      }
    }
  }

  static String context(String block, int from, int to, String heading) {
    String around =
        block.substring(Math.max(0, from - CONTEXT), Math.min(block.length(), to + CONTEXT));
    return heading.isEmpty() ? around : heading + " · " + around;
  }
}
