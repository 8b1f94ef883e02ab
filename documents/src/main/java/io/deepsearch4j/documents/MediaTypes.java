package io.deepsearch4j.documents;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Says what a file is: by its first bytes, else by what the sender declared, else by its name.
final class MediaTypes {
  static final String HTML = "text/html";
  static final String PLAIN = "text/plain";
  static final String MARKDOWN = "text/markdown";
  static final String CSV = "text/csv";
  static final String JSON = "application/json";
  static final String XML = "application/xml";
  static final String PDF = "application/pdf";
  static final String ZIP = "application/zip";
  static final String GZIP = "application/gzip";
  static final String OLE = "application/x-ole-storage";
  static final String UNKNOWN = "application/octet-stream";

  private static final int HEAD = 4_096;
  private static final int SAMPLE = 65_536;

  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("html", HTML),
          Map.entry("htm", HTML),
          Map.entry("xhtml", HTML),
          Map.entry("md", MARKDOWN),
          Map.entry("markdown", MARKDOWN),
          Map.entry("csv", CSV),
          Map.entry("tsv", CSV),
          Map.entry("tab", CSV),
          Map.entry("json", JSON),
          Map.entry("jsonl", JSON),
          Map.entry("ndjson", JSON),
          Map.entry("geojson", JSON),
          Map.entry("xml", XML),
          Map.entry("rss", XML),
          Map.entry("atom", XML));

  private static final Map<String, String> MAGIC =
      Map.ofEntries(
          Map.entry("PK\u0003\u0004", ZIP),
          Map.entry("PK\u0005\u0006", ZIP),
          Map.entry("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", OLE),
          Map.entry("\u001f\u008b\b", GZIP),
          Map.entry("\u0089PNG\r\n", "image/png"),
          Map.entry("\u00ff\u00d8\u00ff", "image/jpeg"),
          Map.entry("GIF8", "image/gif"),
          Map.entry("II*\u0000", "image/tiff"),
          Map.entry("MM\u0000*", "image/tiff"),
          Map.entry("ID3", "audio/mpeg"),
          Map.entry("OggS", "audio/ogg"),
          Map.entry("fLaC", "audio/flac"),
          Map.entry("\u001aE\u00df\u00a3", "video/webm"),
          Map.entry("7z\u00bc\u00af'\u001c", "application/x-7z-compressed"),
          Map.entry("Rar!\u001a", "application/vnd.rar"),
          Map.entry("{\\rtf", "application/rtf"),
          Map.entry("%!PS", "application/postscript"));

  private static final Set<String> DECLARED_TEXT = Set.of(HTML, PLAIN, MARKDOWN, CSV, JSON, XML);

  private static final Pattern HTML_START =
      Pattern.compile(
          "^(?:\\s|<!--(?s:.{0,2000}?)-->|<\\?xml[^>]{0,200}>)*<(?:!doctype\\s+html|html|head|body|title|frameset)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern XML_START =
      Pattern.compile(
          "^\\s*<(?:\\?xml|rss|feed|urlset|sitemapindex|rdf)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern JSON_START =
      Pattern.compile("^\\s*(?:\\{\\s*[\"}]|\\[\\s*(?:[\\[{\"\\d\\]-]|true|false|null))");
  private static final Pattern TAG =
      Pattern.compile(
          "<(?:p|div|a|span|table|h[1-6]|ul|li|br|img|meta|script)\\b[^<>]*>",
          Pattern.CASE_INSENSITIVE);

  private MediaTypes() {}

  /// The media type without parameters; [#UNKNOWN] where nothing tells.
  static String of(Source source) {
    byte[] bytes = source.bytes();
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
    int pdf = head.indexOf("%PDF-");
    if (pdf >= 0 && pdf < 1_024 && !HTML_START.matcher(head).find()) {
      return PDF;
    }
    for (var magic : MAGIC.entrySet()) {
      if (head.startsWith(magic.getKey())) {
        return magic.getValue();
      }
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "image/webp";
    }
    if (head.startsWith("ftyp", 4)) {
      return "video/mp4";
    }
    if (!isText(bytes)) {
      return UNKNOWN;
    }
    return textType(source, text(bytes, head));
  }

  private static String text(byte[] bytes, String head) {
    if (head.startsWith("\u00ef\u00bb\u00bf")) {
      return head.substring(3);
    }
    if (head.startsWith("\u00fe\u00ff")) {
      return new String(bytes, 2, Math.min(bytes.length, HEAD) - 2, StandardCharsets.UTF_16BE);
    }
    if (head.startsWith("\u00ff\u00fe")) {
      return new String(bytes, 2, Math.min(bytes.length, HEAD) - 2, StandardCharsets.UTF_16LE);
    }
    return head;
  }

  private static String textType(Source source, String head) {
    if (HTML_START.matcher(head).find()) {
      return HTML;
    }
    String declared = declared(source);
    String named = ENDINGS.getOrDefault(ending(source), UNKNOWN);
    if (XML_START.matcher(head).find()) {
      return XML;
    }
    boolean tabular = named.equals(CSV) || declared.equals(CSV);
    if (JSON_START.matcher(head).find() && !tabular && !named.equals(MARKDOWN)) {
      return JSON;
    }
    if (declared.equals(HTML)) {
      return TAG.matcher(head).find() || named.equals(UNKNOWN) ? HTML : named;
    }
    // Servers call everything plain text; the name knows better.
    if (DECLARED_TEXT.contains(declared) && !declared.equals(PLAIN)) {
      return declared;
    }
    return named.equals(UNKNOWN) ? PLAIN : named;
  }

  private static String declared(Source source) {
    String type = source.declaredType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/xhtml+xml" -> HTML;
      case "text/xml" -> XML;
      case "text/tab-separated-values", "application/csv", "text/comma-separated-values" -> CSV;
      case "text/x-markdown" -> MARKDOWN;
      case "text/json", "application/x-ndjson" -> JSON;
      default ->
          type.endsWith("+json")
              ? JSON
              : type.endsWith("+xml") && !type.startsWith("image/") ? XML : type;
    };
  }

  /// The ending of the file's name, without the dot, in lower case; or empty.
  static String ending(Source source) {
    String name = name(source);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /// The file's name: the last segment of its address.
  static String name(Source source) {
    String path = source.url().getPath();
    if (path == null || path.isEmpty()) {
      // Members of archives have addresses such as zip!/path, which have no path of their own.
      path = source.url().toString();
    }
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static boolean isText(byte[] bytes) {
    int sample = Math.min(bytes.length, SAMPLE);
    if (sample >= 2) {
      int mark = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
      if (mark == 0xfeff || mark == 0xfffe) {
        return true;
      }
    }
    int controls = 0;
    for (int i = 0; i < sample; i++) {
      int b = bytes[i] & 0xff;
      if (b == 0) {
        return false;
      }
      if (b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b) {
        controls++;
      }
    }
    return controls * 100 <= sample;
  }
}
