package io.deepsearch4j.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/// Finds the places of a page that lead to the web, and the words that stand there.
final class PdfLinks {
  private static final int MOST = 5_000;

  private PdfLinks() {}

  /// A link annotation: its target as written, and the text under it.
  record Found(int page, String target, String anchor) {}

  static List<Found> of(PDPage page, int number, List<PdfWord> words) throws IOException {
    var found = new ArrayList<Found>();
    for (PDAnnotation annotation : page.getAnnotations()) {
      if (annotation instanceof PDAnnotationLink link
          && link.getAction() instanceof PDActionURI action
          && action.getURI() != null
          && link.getRectangle() != null
          && found.size() < MOST) {
        found.add(new Found(number, action.getURI(), anchor(page, link.getRectangle(), words)));
      }
    }
    return found;
  }

  private static String anchor(PDPage page, PDRectangle place, List<PdfWord> words) {
    PDRectangle box = page.getCropBox();
    float top = box.getUpperRightY() - place.getUpperRightY();
    float bottom = box.getUpperRightY() - place.getLowerLeftY();
    float left = place.getLowerLeftX() - box.getLowerLeftX();
    float right = place.getUpperRightX() - box.getLowerLeftX();
    var under = new ArrayList<PdfWord>();
    for (PdfWord word : words) {
      float x = (word.left() + word.right()) / 2;
      if (x >= left && x <= right && word.middle() >= top && word.middle() <= bottom) {
        under.add(word);
      }
    }
    var anchor = new StringBuilder();
    for (PdfLine line : PdfLine.of(under)) {
      anchor.append(anchor.isEmpty() ? "" : " ").append(line.text());
    }
    return anchor.toString();
  }
}
