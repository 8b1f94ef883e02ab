package io.deepsearch4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The fonts of one PDF file, asked in turn for each character: Latin, Greek and Cyrillic from
/// Liberation Sans, Chinese and Japanese from Droid Sans Fallback, signs from DejaVu Sans. Only the
/// glyphs that were used go into the file. What none of them has is written as its code.
final class PdfFonts implements AutoCloseable {
  private static final List<String> FILES =
      List.of(
          "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf",
          "/io/deepsearch4j/report/DroidSansFallbackFull.ttf",
          "/io/deepsearch4j/report/DejaVuSans.ttf");

  private final List<Face> faces = new ArrayList<>();
  private final Map<Integer, List<Glyph>> glyphs = new HashMap<>();

  /// A font of the file, and which characters it has.
  private record Face(TrueTypeFont file, CmapLookup characters, PDType0Font font) {
    private boolean has(int c) {
      return characters.getGlyphId(c) != 0;
    }

    private Glyph glyph(int c) {
      try {
        return new Glyph(c, font, font.getStringWidth(Character.toString(c)) / 1_000);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// A character that can be set.
  ///
  /// @param width of a letter one point high
  record Glyph(int character, PDFont font, float width) {}

  PdfFonts(PDDocument document) throws IOException {
    for (String file : FILES) {
      try (InputStream in = PdfFonts.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException("the font " + file + " is missing from the program");
        }
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in));
        // A ligature would be copied out as another character than was put in.
        font.setEnableGsub(false);
        faces.add(
            new Face(font, font.getUnicodeCmapLookup(), PDType0Font.load(document, font, true)));
      }
    }
  }

  /// The glyphs of a text, in order.
  List<Glyph> glyphs(String text) {
    var found = new ArrayList<Glyph>(text.length());
    text.codePoints().forEach(c -> found.addAll(glyphs.computeIfAbsent(c, this::glyphs)));
    return found;
  }

  /// A character's glyph, or else those of its code, which every font has.
  private List<Glyph> glyphs(int c) {
    return faces.stream()
        .filter(face -> face.has(c))
        .findFirst()
        .map(face -> List.of(face.glyph(c)))
        .orElseGet(() -> code(c));
  }

  private List<Glyph> code(int c) {
    return Clean.code(c).chars().mapToObj(faces.getFirst()::glyph).toList();
  }

  /// Closes the font files; to be called after the document was saved.
  @Override
  public void close() throws IOException {
    for (Face face : faces) {
      face.file().close();
    }
  }
}
