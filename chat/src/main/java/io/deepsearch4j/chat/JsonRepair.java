package io.deepsearch4j.chat;

import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Mends the JSON that models write: trailing commas, single quotes, line breaks and bare quotes in
/// strings, Python's literals, a tail that was cut off.
///
/// One pass over the text, a recursive descent that copies what is right and corrects what is not.
/// It never invents a key, and gives up where a guess would be needed. Linear but for quotes inside
/// strings, each of which looks past the white space behind it.
public final class JsonRepair {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_CHARACTERS = 1_000_000;
  private static final int DEEPEST = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int depth;

  private JsonRepair(String text) {
    this.text = text;
  }

  /// Valid JSON, or nothing where the text is beyond repair. Several objects in a row become an
  /// array; what follows them is ignored.
  public static Optional<JsonNode> mend(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      var repair = new JsonRepair(text);
      return Optional.of(JSON.readTree(repair.all()));
    } catch (Hopeless | JacksonException _) {
      return Optional.empty();
    }
  }

  private String all() throws Hopeless {
    var values = new ArrayList<String>();
    skip(" \t\r\n,");
    while (at < text.length() && (peek() == '{' || peek() == '[')) {
      out.setLength(0);
      value();
      values.add(out.toString());
      skip(" \t\r\n,]}");
    }
    if (values.isEmpty()) {
      throw new Hopeless();
    }
    return values.size() == 1 ? values.getFirst() : "[" + String.join(",", values) + "]";
  }

  private void value() throws Hopeless {
    skip(" \t\r\n");
    if (at == text.length()) {
      out.append("null");
      return;
    }
    switch (peek()) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"', '\'' -> string(",]}");
      default -> literal();
    }
  }

  private interface Part {
    void read() throws Hopeless;
  }

  private void nested(Part part) throws Hopeless {
    if (++depth > DEEPEST) {
      throw new Hopeless();
    }
    at++;
    part.read();
    depth--;
  }

  private void object() throws Hopeless {
    out.append('{');
    boolean first = true;
    while (true) {
      skip(" \t\r\n,");
      if (closes('}')) {
        break;
      }
      int mark = out.length();
      if (!first) {
        out.append(',');
      }
      if (peek() != '"' && peek() != '\'') {
        throw new Hopeless();
      }
      string(":");
      skip(" \t\r\n");
      if (at == text.length() && out.indexOf("\\\"", mark) < 0) {
        out.setLength(mark);
        break;
      }
      if (at == text.length() || peek() != ':') {
        throw new Hopeless();
      }
      at++;
      out.append(':');
      value();
      first = false;
    }
    out.append('}');
  }

  private void array() throws Hopeless {
    out.append('[');
    boolean first = true;
    while (true) {
      skip(" \t\r\n,");
      if (closes(']')) {
        break;
      }
      if (!first) {
        out.append(',');
      }
      value();
      first = false;
    }
    out.append(']');
  }

  /// At the end of the text, or at a closing bracket: the right one is taken, another one's owner
  /// is further out and finds it there.
  private boolean closes(char bracket) {
    if (at == text.length()) {
      return true;
    }
    if (peek() == bracket) {
      at++;
      return true;
    }
    return peek() == '}' || peek() == ']';
  }

  /// A quote ends the string only before what may follow one; otherwise it was meant literally.
  private void string(String followers) {
    char quote = text.charAt(at++);
    out.append('"');
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == quote && endsHere(followers)) {
        break;
      }
      if (next == '\\') {
        escape();
      } else if (next == '"') {
        out.append("\\\"");
      } else {
        literally(next);
      }
    }
    out.append('"');
  }

  private boolean endsHere(String followers) {
    int next = at;
    while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next == text.length() || followers.indexOf(text.charAt(next)) >= 0;
  }

  private void escape() {
    if (at == text.length()) {
      return;
    }
    char escaped = text.charAt(at);
    if (escaped == 'u') {
      if (at + 5 <= text.length() && text.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
        out.append('\\').append(text, at, at + 5);
        at += 5;
      } else {
        out.append("\\\\");
      }
    } else if ("\"\\/bfnrt".indexOf(escaped) >= 0) {
      out.append('\\').append(escaped);
      at++;
    } else if (escaped == '\'') {
      out.append('\'');
      at++;
    } else {
      out.append("\\\\");
    }
  }

  private void literally(char next) {
    switch (next) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (next < ' ') {
          out.append(' ');
        } else {
          out.append(next);
        }
      }
    }
  }

  private void literal() throws Hopeless {
    int start = at;
    while (at < text.length() && " \t\r\n,:]}".indexOf(peek()) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    switch (word) {
      case "true", "True" -> out.append("true");
      case "false", "False" -> out.append("false");
      case "null", "None", "NaN", "undefined" -> out.append("null");
      default -> {
        if (!NUMBER.matcher(word).matches()) {
          throw new Hopeless();
        }
        out.append(word);
      }
    }
  }

  private char peek() {
    return text.charAt(at);
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(peek()) >= 0) {
      at++;
    }
  }

  private static final class Hopeless extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
