package io.deepsearch4j.documents;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Links as files write them: made absolute, and refused where they lead to neither web nor mail.
final class FileLinks {
  private static final int LONGEST = 2_000;
  private static final Set<String> FILES =
      Set.of(
          "pdf", "xlsx", "xls", "xlsm", "csv", "tsv", "docx", "doc", "pptx", "ppt", "zip", "json",
          "xml", "txt", "ods", "odt", "rtf", "epub");

  private FileLinks() {}

  /// Where a target leads from a file; empty for local paths, scripts and what is no address.
  static Optional<URI> resolve(URI base, String target) {
    if (target.isBlank() || target.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      URI url = base.resolve(new URI(target.strip().replace(" ", "%20")));
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      return switch (scheme) {
        case "http", "https" ->
            url.getHost() == null ? Optional.empty() : Optional.of(url.normalize());
        case "mailto" -> Optional.of(url);
        default -> Optional.empty();
      };
    } catch (URISyntaxException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /// The nearest heading and about 80 characters around a link.
  static String context(String heading, String text, int at, int length) {
    int from = Math.max(0, at - 40);
    int to = Math.min(text.length(), at + length + 40);
    return heading + " " + text.substring(Math.min(from, to), to);
  }

  static Link.Kind kind(URI url) {
    if ("mailto".equalsIgnoreCase(url.getScheme())) {
      return Link.Kind.MAIL;
    }
    String path = url.getPath() == null ? "" : url.getPath();
    String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return FILES.contains(extension) ? Link.Kind.ATTACHMENT : Link.Kind.PAGE;
  }
}
