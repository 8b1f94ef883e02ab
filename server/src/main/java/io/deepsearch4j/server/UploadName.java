package io.deepsearch4j.server;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/// What an uploaded file is called: one segment of a path, fit to be shown and to be kept.
record UploadName(String text) {
  private static final int LONGEST = 120;

  /// What file systems bear, with room for what we put around it.
  private static final int MOST_BYTES = 240;

  // Control characters, line breaks, halves of characters, and what turns the direction of a line.
  private static final Pattern UNSHOWABLE =
      Pattern.compile(
          "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  UploadName {
    require(!text.isBlank(), "the name is empty; send it as ?name=FILE.pdf");
    require(
        text.indexOf('/') < 0 && text.indexOf('\\') < 0, "a name is one file, without a folder");
    require(!text.startsWith("."), "a name must not begin with a dot; rename the file");
    require(
        !UNSHOWABLE.matcher(text).find(),
        "the name holds characters that cannot be shown; rename the file");
    require(
        text.length() <= LONGEST && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES,
        "a name has at most "
            + LONGEST
            + " characters, and "
            + MOST_BYTES
            + " bytes in UTF-8; rename the file");
  }

  /// The name in what somebody sent: whatever stands before the last segment is their business.
  static UploadName of(String sent) {
    String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    return new UploadName(Normalizer.normalize(last.strip(), Normalizer.Form.NFC));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ProblemException(Code.INVALID, sentence);
    }
  }
}
