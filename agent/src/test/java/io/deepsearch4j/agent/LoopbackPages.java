package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Reads pages of a practice web straight from its port, without names being resolved.
final class LoopbackPages {
  private final DocumentReader reader;

  LoopbackPages(DocumentReader reader) {
    this.reader = reader;
  }

  /// A page that was read.
  record Opened(Page page, Document document) {}

  Opened open(URI url) {
    Answer answer = get(url);
    if (answer.status() / 100 == 3) {
      return open(url.resolve(answer.header("location")));
    }
    var source = new Source(answer.body(), answer.header("content-type"), url);
    return switch (reader.read(source)) {
      case Reading.Read(var document) -> new Opened(page(url, answer, document), document);
      case Reading.Unreadable(_, var why) -> throw new IllegalStateException(url + ": " + why);
    };
  }

  /// What an address answers, as text.
  static String text(URI url) {
    return new String(get(url).body(), StandardCharsets.UTF_8);
  }

  private static Page page(URI url, Answer answer, Document document) {
    return new Page(
        Integer.toHexString(url.hashCode()),
        url,
        url,
        List.of(),
        document.mediaType(),
        "",
        answer.body().length,
        "",
        Instant.EPOCH,
        "no robots.txt");
  }

  private record Answer(int status, String head, byte[] body) {
    String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }
  }

  private static Answer get(URI url) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
      String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
      String request =
          "GET %s%s HTTP/1.0\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(path, query, url.getAuthority());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return parsed(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer parsed(byte[] bytes) {
    int end = 0;
    while (!(bytes[end] == '\r' && bytes[end + 2] == '\r')) {
      end++;
    }
    String head = new String(bytes, 0, end, StandardCharsets.US_ASCII);
    var body = new ByteArrayOutputStream();
    body.write(bytes, end + 4, bytes.length - end - 4);
    return new Answer(Integer.parseInt(head.substring(9, 12)), head, body.toByteArray());
  }
}
