package io.deepsearch4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What somebody types, line by line, each of bounded length.
final class TypedLines {
  private static final int LONGEST = 1_000_000;

  private final Reader in;

  TypedLines(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /// The next line without its end; empty when there is none.
  Optional<String> next() {
    var line = new StringBuilder();
    try {
      int c = in.read();
      if (c < 0) {
        return Optional.empty();
      }
      for (; c >= 0 && c != '\n'; c = in.read()) {
        if (line.length() == LONGEST) {
          throw new SettingException(
              "a line is longer than " + LONGEST + " characters; shorten it");
        }
        line.append((char) c);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
    return Optional.of(line.toString());
  }
}
