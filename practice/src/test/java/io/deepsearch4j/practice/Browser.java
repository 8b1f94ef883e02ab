package io.deepsearch4j.practice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Asks a practice web over real HTTP. It connects to the loopback address whatever the host is
/// called, because not every system resolves names under `localhost`.
final class Browser {
  private Browser() {}

  record Answer(int status, String mediaType, String location, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  static Answer get(URI url) {
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return send(
        url.getPort(),
        "GET "
            + url.getRawPath()
            + query
            + " HTTP/1.1\r\nHost: "
            + url.getAuthority()
            + "\r\nUser-Agent: test-browser\r\nConnection: close\r\n\r\n");
  }

  /// Follows redirects, five at most.
  static Answer follow(URI url) {
    Answer answer = get(url);
    for (int i = 0; i < 5 && answer.status() == 301; i++) {
      answer = get(URI.create(answer.location()));
    }
    return answer;
  }

  static Answer send(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try (InputStream in = socket.getInputStream()) {
        in.transferTo(all);
      }
      return parsed(all.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer parsed(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String head = text.substring(0, end);
    return new Answer(
        Integer.parseInt(head.substring(9, 12)),
        header(head, "content-type"),
        header(head, "location"),
        Arrays.copyOfRange(bytes, end + 4, bytes.length));
  }

  private static String header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }
}
