package io.deepsearch4j.engine.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The byte pair model of a `tokenizer.json`: its vocabulary and its merges, read one by one.
final class JsonModel {
  private static final int MOST_ENTRIES = 1 << 20;
  private static final int MOST_MERGES = 1 << 21;
  private static final int LONGEST_ENTRY = 2000;
  private static final int ALL_ENTRIES = 1 << 24;

  private String type = "BPE"; // files before 2020 leave it out
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> lefts = new ArrayList<>();
  private final List<String> rights = new ArrayList<>();
  private String unknown = "";
  private boolean fallsBackToBytes;
  private boolean fusesUnknown;
  private boolean ignoresMerges;
  private int largestId = -1;
  private long characters;

  void read(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "type" -> readType(parser);
        case "vocab" -> readVocabulary(parser);
        case "merges" -> readMerges(parser);
        case "unk_token" -> unknown = value == JsonToken.VALUE_STRING ? parser.getString() : "";
        case "byte_fallback" -> fallsBackToBytes = value == JsonToken.VALUE_TRUE;
        case "fuse_unk" -> fusesUnknown = value == JsonToken.VALUE_TRUE;
        case "ignore_merges" -> ignoresMerges = value == JsonToken.VALUE_TRUE;
        case "continuing_subword_prefix", "end_of_word_suffix" -> refuseAffix(name, parser);
        case "dropout" -> refuseDropout(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void readType(JsonParser parser) {
    type = parser.getString();
    if (!type.equals("BPE")) {
      throw new TokenizerException("it has a " + type + " model; only BPE is read");
    }
  }

  private static void refuseAffix(String name, JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_STRING && !parser.getString().isEmpty()) {
      throw new TokenizerException("its model has a " + name + ", which is not supported");
    }
  }

  private static void refuseDropout(JsonParser parser) {
    if (parser.currentToken().isNumeric() && parser.getDoubleValue() > 0) {
      throw new TokenizerException("its model has a dropout; set it to null");
    }
  }

  private void readVocabulary(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new TokenizerException("its vocab is not an object; only that of a BPE model is read");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String entry = parser.currentName();
      parser.nextToken();
      long id = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
      if (id < 0 || id >= AddedToken.MOST_IDS) {
        throw new TokenizerException("the entry '" + entry + "' has no sensible id");
      }
      count(entry, ids.size(), MOST_ENTRIES);
      if (ids.put(entry, (int) id) != null) {
        throw new TokenizerException("the entry '" + entry + "' is there twice");
      }
      largestId = Math.max(largestId, (int) id);
    }
  }

  private void count(String entry, int size, int most) {
    characters += entry.length();
    if (size >= most || characters > ALL_ENTRIES || entry.length() > LONGEST_ENTRY) {
      throw new TokenizerException("its vocabulary is larger than any that is in use");
    }
  }

  private void readMerges(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new TokenizerException("its merges are not a list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (lefts.size() == MOST_MERGES) {
        throw new TokenizerException("it has more than " + MOST_MERGES + " merges");
      }
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        String left = half(parser);
        String right = half(parser);
        if (parser.nextToken() != JsonToken.END_ARRAY) {
          throw notTwoEntries();
        }
        lefts.add(left);
        rights.add(right);
      } else {
        String merge = parser.getString();
        int space = merge.indexOf(' ');
        if (space < 1 || merge.indexOf(' ', space + 1) >= 0) {
          throw notTwoEntries();
        }
        lefts.add(merge.substring(0, space));
        rights.add(merge.substring(space + 1));
      }
    }
  }

  private String half(JsonParser parser) {
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      throw notTwoEntries();
    }
    return parser.getString();
  }

  private TokenizerException notTwoEntries() {
    return new TokenizerException("merge " + (lefts.size() + 1) + " is not of two entries");
  }

  /// Ids by entry.
  Map<String, Integer> ids() {
    return ids;
  }

  int largestId() {
    return largestId;
  }

  int merges() {
    return lefts.size();
  }

  String left(int merge) {
    return lefts.get(merge);
  }

  String right(int merge) {
    return rights.get(merge);
  }

  /// The id for characters that are in no entry; -1 when they are left out.
  int unknown() {
    return unknown.isEmpty() ? -1 : ids.getOrDefault(unknown, -1);
  }

  boolean fallsBackToBytes() {
    return fallsBackToBytes;
  }

  /// Whether neighbouring unknown characters are one token.
  boolean fusesUnknown() {
    return fusesUnknown;
  }

  /// Whether a word that is an entry is that entry, without merging.
  boolean ignoresMerges() {
    return ignoresMerges;
  }

  /// The ids of the 256 byte entries, or an empty array when it does not fall back to bytes.
  int[] fallbackIds() {
    if (!fallsBackToBytes) {
      return new int[0];
    }
    return byteIds(ByteNames::of);
  }

  /// The ids of all 256 bytes, by how a byte is spelled.
  int[] byteIds(IntFunction<String> spelling) {
    int[] found = new int[256];
    for (int value = 0; value < 256; value++) {
      Integer id = ids.get(spelling.apply(value));
      if (id == null) {
        throw new TokenizerException(
            "its vocabulary lacks the entry '" + spelling.apply(value) + "' for a byte");
      }
      found[value] = id;
    }
    return found;
  }
}
