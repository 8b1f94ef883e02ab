package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.web.Page;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// A document in the setting of one question: what it is about as a whole, and what stands above
/// each of its places.
record Setting(Asked asked, Document document, Fitting fitting, Outline outline, Marks whole) {
  private static final int OPENING = 400;

  static Setting of(Asked asked, Page page, Document document) {
    var fitting = new Fitting(asked);
    String about =
        document.title() + " \n " + address(page.finalUrl()) + " \n " + opening(document);
    return new Setting(asked, document, fitting, new Outline(document), fitting.marks(about));
  }

  private static String opening(Document document) {
    return document.text(0, Math.min(OPENING, document.text().length()));
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
