package io.deepsearch4j.documents;

import java.lang.Character.UnicodeScript;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Joins the lines of a paragraph. A hyphen at the end of a line goes when the next line continues
/// in lower case, unless the document writes that very word with a hyphen within a line.
final class LineJoiner {
  private static final Pattern COMPOUND = Pattern.compile("\\p{L}+(?:-\\p{L}+)+");
  private static final Pattern SPLIT_END = Pattern.compile("(\\p{L}+)[-\\u2010\\u00ad]$");
  private static final Pattern SPLIT_START = Pattern.compile("^(\\p{Ll}+)");

  private final Set<String> compounds;

  private LineJoiner(Set<String> compounds) {
    this.compounds = compounds;
  }

  static LineJoiner knowing(List<PdfPiece> pieces) {
    var compounds = new HashSet<String>();
    for (PdfPiece piece : pieces) {
      if (piece instanceof PdfPiece.Paragraph paragraph) {
        for (String line : paragraph.lines()) {
          Matcher compound = COMPOUND.matcher(line);
          while (compound.find()) {
            compounds.add(compound.group().toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return new LineJoiner(compounds);
  }

  String joined(List<String> lines) {
    var text = new StringBuilder();
    for (String line : lines) {
      join(text, line);
    }
    return text.toString();
  }

  private void join(StringBuilder text, String line) {
    if (text.isEmpty() || line.isEmpty()) {
      text.append(line);
      return;
    }
    int tail = Math.max(0, text.length() - 60);
    Matcher end = SPLIT_END.matcher(text.substring(tail));
    Matcher start = SPLIT_START.matcher(line);
    if (end.find() && start.find()) {
      String compound = end.group(1) + "-" + start.group(1);
      if (!compounds.contains(compound.toLowerCase(Locale.ROOT))) {
        text.setLength(text.length() - 1);
      }
    } else if (!isUnspaced(text.codePointBefore(text.length()))
        || !isUnspaced(line.codePointAt(0))) {
      text.append(' ');
    }
    text.append(line);
  }

  // Chinese and Japanese write no blanks between words, so a line break is none either.
  private static boolean isUnspaced(int codePoint) {
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default ->
          "\uff0c\u3002\uff1b\uff1a\u3001\uff1f\uff01\uff08\uff09\u300a\u300b\u201c\u201d"
                  .indexOf(codePoint)
              >= 0;
    };
  }
}
