package io.deepsearch4j.server;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// One request and the answer to it. Everything that comes in is read here, under limits.
final class Exchange {
  private static final int PIECE = 8_192;

  private final Context context;
  private final int maxBytes;

  Exchange(Context context, int maxBytes) {
    this.context = context;
    this.maxBytes = maxBytes;
  }

  Caller caller() {
    return Access.caller(context.req());
  }

  String address() {
    return String.valueOf(context.req().getRemoteAddr());
  }

  String part(String name) {
    return context.pathParam(name);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(context.queryParam(name));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(context.header(name));
  }

  /// A whole number among the parameters.
  int number(String name, int otherwise, int least, int most) {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new ProblemException(
        Code.INVALID, name + " must be a whole number from " + least + " to " + most);
  }

  /// The body, at most as long as the settings allow.
  byte[] body() throws IOException {
    InputStream in = context.req().getInputStream();
    if (context.req().getContentLengthLong() <= maxBytes) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length <= maxBytes) {
        return bytes;
      }
    }
    drain(2L * maxBytes);
    throw new ProblemException(
        Code.TOO_LARGE, "the body is longer than " + maxBytes + " bytes; send less");
  }

  /// Puts the body into a file.
  ///
  /// @param setting that says how many bytes are the most
  void body(Path file, int most, String setting) throws IOException {
    InputStream in = context.req().getInputStream();
    long left = context.req().getContentLengthLong() > most ? -1 : most;
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] piece = new byte[PIECE];
      while (left >= 0) {
        int read = in.read(piece);
        if (read < 0) {
          return;
        }
        left -= read;
        out.write(piece, 0, left < 0 ? 0 : read);
      }
    }
    throw new ProblemException(
        Code.TOO_LARGE,
        "the file is longer than " + most + " bytes; send a smaller one, or raise " + setting);
  }

  /// Reads on and forgets: somebody who is still sending hears no answer. Whoever sends far too
  /// much need not.
  void drain(long most) throws IOException {
    InputStream in = context.req().getInputStream();
    long left = most;
    byte[] lost = new byte[PIECE];
    for (int read = in.read(lost); read > 0 && left > 0; read = in.read(lost)) {
      left -= read;
    }
  }

  /// The body as JSON of a shape.
  <T> T json(Class<T> shape) throws IOException {
    String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.split(";", 2)[0].strip().equals(Answers.JSON)) {
      throw new ProblemException(
          Code.UNSUPPORTED_TYPE, "send JSON, with Content-Type: application/json");
    }
    try {
      T value = Json.MAPPER.readValue(body(), shape);
      if (value == null) {
        throw new ProblemException(Code.MALFORMED, "the body is null; send a JSON object");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new ProblemException(
          Code.INVALID,
          "there is no field " + Plain.line(e.getPropertyName(), 60) + "; see /openapi.json");
    } catch (ValueInstantiationException e) {
      String why = e.getCause() == null ? null : e.getCause().getMessage();
      throw new ProblemException(
          Code.INVALID, why == null ? "the body has a value that does not fit" : why);
    } catch (DatabindException e) {
      throw new ProblemException(
          Code.INVALID, field(e) + " has a value that does not fit; see /openapi.json");
    } catch (JacksonException _) {
      throw new ProblemException(
          Code.MALFORMED,
          "the body is not JSON, is nested too deeply, or has a field twice; send one JSON object");
    }
  }

  private static String field(DatabindException e) {
    var path = new StringBuilder();
    for (var step : e.getPath()) {
      if (step.getPropertyName() != null) {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "the body" : Plain.line(path.toString(), 100);
  }

  void answer(int status, Object json) throws IOException {
    Answers.write(context.res(), status, Answers.JSON, Json.bytes(json));
  }

  void answer(int status, String mediaType, byte[] body) throws IOException {
    Answers.write(context.res(), status, mediaType, body);
  }

  void set(String header, String value) {
    context.res().setHeader(header, value);
  }

  String path() {
    return context.req().getRequestURI();
  }

  HttpServletResponse response() {
    return context.res();
  }

  /// Begins a stream of events.
  EventWriter events() throws IOException {
    return new EventWriter(context.res());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
