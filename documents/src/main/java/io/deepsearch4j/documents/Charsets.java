package io.deepsearch4j.documents;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.universalchardet.UniversalDetector;

/// Bytes into characters: byte order mark first, then what the sender declared, then what the file
/// declares of itself, then what the bytes look like.
///
/// A declared encoding that cannot explain the bytes is passed over. GB2312 and GBK are read as
/// GB18030, Shift-JIS as Windows-31J and Latin-1 as Windows-1252: the wider sets that pages really
/// use.
final class Charsets {
  private static final int DECLARATION_BYTES = 4_096;
  private static final int DETECTION_BYTES = 65_536;
  private static final double TOLERATED_ERRORS = 0.01;
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Pattern HEADER =
      Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);
  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?:<meta[^>]{0,200}?charset\\s*=\\s*[\"']?|<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']|@charset\\s+[\"'])"
              + "([\\w.:-]{1,40})",
          Pattern.CASE_INSENSITIVE);

  private Charsets() {}

  /// The text of a source.
  static String decode(Source source) {
    byte[] bytes = source.bytes();
    Optional<Charset> marked = byteOrderMark(bytes);
    if (marked.isPresent()) {
      String text = new String(bytes, marked.get());
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
    for (Charset declared : declared(source)) {
      String text = new String(bytes, declared);
      if (errors(text) <= TOLERATED_ERRORS * text.length()) {
        return text;
      }
    }
    return new String(bytes, detect(bytes));
  }

  private static List<Charset> declared(Source source) {
    var head =
        new String(
            source.bytes(),
            0,
            Math.min(source.bytes().length, DECLARATION_BYTES),
            StandardCharsets.ISO_8859_1);
    Optional<Charset> sender = named(HEADER.matcher(source.declaredType()));
    Optional<Charset> own =
        named(DECLARATION.matcher(head))
            // A file that was read byte by byte up to here cannot be in UTF-16.
            .filter(charset -> !charset.name().startsWith("UTF-16"));
    return java.util.stream.Stream.of(sender, own).flatMap(Optional::stream).toList();
  }

  private static Optional<Charset> named(Matcher matcher) {
    return matcher.find() ? forName(matcher.group(1)) : Optional.empty();
  }

  /// The encoding that a label means on the web.
  static Optional<Charset> forName(String label) {
    String name = label.toLowerCase(Locale.ROOT);
    try {
      return Optional.of(
          switch (name) {
            case "gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030" -> GB18030;
            case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji" ->
                Charset.forName("windows-31j");
            case "iso-8859-1", "latin1", "us-ascii", "ascii" -> WINDOWS_1252;
            case "big5", "big5-hkscs" -> Charset.forName("Big5-HKSCS");
            case "euc-kr", "ks_c_5601-1987" -> Charset.forName("x-windows-949");
            default -> Charset.forName(name);
          });
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return Optional.empty();
    }
  }

  private static Optional<Charset> byteOrderMark(byte[] bytes) {
    if (bytes.length >= 3
        && (bytes[0] & 0xff) == 0xef
        && (bytes[1] & 0xff) == 0xbb
        && (bytes[2] & 0xff) == 0xbf) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (bytes.length < 2) {
      return Optional.empty();
    }
    int mark = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    return switch (mark) {
      case 0xfeff -> Optional.of(StandardCharsets.UTF_16BE);
      case 0xfffe -> Optional.of(StandardCharsets.UTF_16LE);
      default -> Optional.empty();
    };
  }

  private static long errors(String text) {
    return text.chars().filter(c -> c == 0xfffd).count();
  }

  private static Charset detect(byte[] bytes) {
    if (decodes(bytes, StandardCharsets.UTF_8)) {
      return StandardCharsets.UTF_8;
    }
    var detector = new UniversalDetector();
    detector.handleData(bytes, 0, Math.min(bytes.length, DETECTION_BYTES));
    detector.dataEnd();
    String found = detector.getDetectedCharset();
    if (found != null) {
      Optional<Charset> charset = forName(found);
      if (charset.isPresent() && plausible(bytes, charset.get())) {
        return charset.get();
      }
    }
    return EastAsianGuess.of(bytes).orElse(WINDOWS_1252);
  }

  private static boolean plausible(byte[] bytes, Charset charset) {
    String text = new String(bytes, charset);
    return errors(text) <= TOLERATED_ERRORS * text.length();
  }

  /// Whether bytes are text in an encoding, without a single error.
  static boolean decodes(byte[] bytes, Charset charset) {
    return decodeStrictly(bytes, charset).isPresent();
  }

  static Optional<CharBuffer> decodeStrictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes)));
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
