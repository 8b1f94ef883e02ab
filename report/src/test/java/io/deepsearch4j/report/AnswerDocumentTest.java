package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerDocumentTest {
  @Test
  void hasExactlyTheKeysThatAreDocumented() throws IOException {
    JsonNode written = JsonMapper.shared().readTree(AnswerDocument.of(Samples.english()).json());

    var keys = new TreeSet<String>();
    collect("", written, keys);

    assertThat(keys).isEqualTo(documented());
  }

  private static Set<String> documented() throws IOException {
    var keys = new TreeSet<String>();
    Pattern row = Pattern.compile("\\| `([a-z_0-9.\\[\\]]+)` \\|");
    for (String line : Files.readAllLines(Path.of("..", "docs", "answer-json.md"))) {
      var matcher = row.matcher(line);
      if (matcher.lookingAt()) {
        keys.add(matcher.group(1));
      }
    }
    return keys;
  }

  private static void collect(String prefix, JsonNode node, Set<String> keys) {
    node.forEachEntry(
        (name, value) -> {
          String key = prefix + name;
          keys.add(key);
          if (value.isObject()) {
            collect(key + ".", value, keys);
          }
          if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
            collect(key + "[].", value.get(0), keys);
          }
        });
  }
}
