package io.deepsearch4j.documents;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON as lines of path and value (`$.items[0].price: 12`), so that a figure can be quoted
/// together with what it is the figure of. Several values one after the other (JSON lines) count as
/// a list.
final class JsonText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DocumentBuilder builder;
  private final URI url;
  private final int maxValues;
  private final Deque<Step> path = new ArrayDeque<>();

  JsonText(DocumentBuilder builder, URI url, int maxValues) {
    this.builder = builder;
    this.url = url;
    this.maxValues = maxValues;
  }

  /// One level of nesting: the member or the element that the parser stands at.
  private static final class Step {
    final boolean list;
    String name = "";
    int index = -1;

    Step(boolean list) {
      this.list = list;
    }
  }

  /// Answers false where the text is not JSON from its start.
  boolean read(String text) {
    int values = 0;
    int roots = 0;
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (path.isEmpty()) {
          roots++;
        }
        if (values >= maxValues) {
          builder.remark(
              "Only the first "
                  + values
                  + " values were read: documents.max-cells is "
                  + maxValues
                  + ".");
          return true;
        }
        values += token(parser, token, roots);
      }
    } catch (JacksonException broken) {
      if (values == 0) {
        return false;
      }
      builder.remark("The JSON is broken after " + values + " values; the rest was not read.");
    }
    return values > 0;
  }

  private int token(JsonParser parser, JsonToken token, int root) {
    if (token == JsonToken.PROPERTY_NAME) {
      path.element().name = parser.currentName();
      return 0;
    }
    if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
      path.pop();
      return 0;
    }
    if (!path.isEmpty() && path.element().list) {
      path.element().index++;
    }
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      path.push(new Step(token == JsonToken.START_ARRAY));
      return 0;
    }
    String line = path(root) + ": " + parser.getString();
    int start =
        builder.block(
            Block.Kind.PARAGRAPH,
            line,
            new Locator.Line(parser.currentTokenLocation().getLineNr()));
    PlainText.links(
        builder, DocumentBuilder.clean(line), start, url.getHost() == null ? "" : url.getHost());
    return 1;
  }

  private String path(int root) {
    var written = new StringBuilder(root > 1 ? "$[" + (root - 1) + "]" : "$");
    for (var step = path.descendingIterator(); step.hasNext(); ) {
      Step at = step.next();
      if (at.list) {
        written.append('[').append(at.index).append(']');
      } else {
        written.append('.').append(at.name);
      }
    }
    return written.toString();
  }
}
