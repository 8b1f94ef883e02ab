package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.web.Page;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// A document in the setting of one question: what it is about as a whole, and what stands above
/// each of its places.
record Setting(Asked asked, Document document, Fitting fitting, Outline outline, Marks whole) {
  private static final int OPENING = 400;

  static Setting of(Asked question, Page page, Document document) {
    Asked asked = Localised.of(question, document);
    var fitting = new Fitting(asked);
    String about =
        document.title() + " \n " + address(page.finalUrl()) + " \n " + opening(document);
    return new Setting(asked, document, fitting, new Outline(document), fitting.marks(about));
  }

  /// What a document without a title begins with. Where there is a title it says enough, and the
  /// beginning of a list would name things that are not what the document is about.
  private static String opening(Document document) {
    if (!document.title().isBlank()) {
      return "";
    }
    return document.blocks().stream()
        .filter(block -> block.kind() != Block.Kind.TABLE && block.end() <= OPENING)
        .map(block -> document.text(block.start(), block.end()))
        .collect(Collectors.joining(" \n "));
  }

  private static String address(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String host = url.getHost() == null ? "" : url.getHost();
    try {
      return host + " " + URLDecoder.decode(path, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return host + " " + path;
    }
  }

  /// What the headings and the lead-in above a place satisfy.
  Marks above(int offset) {
    return fitting.marks(outline.above(offset));
  }
}
