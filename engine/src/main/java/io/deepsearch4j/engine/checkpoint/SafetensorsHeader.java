package io.deepsearch4j.engine.checkpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Reads the JSON header of a safetensors file without building a tree of it, and holds it to the
/// format: known types, sizes that fit the shapes, byte ranges that fill the file one after the
/// other.
final class SafetensorsHeader {
  private static final int MOST_TENSORS = 1_000_000;
  private static final int MOST_DIMENSIONS = 8;

  private final String file;
  private final JsonParser json;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private SafetensorsHeader(String file, JsonParser json) {
    this.file = file;
    this.json = json;
  }

  /// @param dataBytes bytes behind the header
  static Map<String, StoredTensor> parse(byte[] header, long dataBytes, String file) {
    try (JsonParser json = JsonInput.FACTORY.createParser(ObjectReadContext.empty(), header)) {
      var reader = new SafetensorsHeader(file, json);
      reader.readAll();
      reader.checkRanges(dataBytes);
      return reader.tensors;
    } catch (JacksonException e) {
      throw new CheckpointException(
          "%s has a broken header (%s); download it again".formatted(file, JsonInput.firstLine(e)),
          e);
    }
  }

  private void readAll() {
    expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      if (name == null) {
        throw broken("the header ends too early");
      }
      expect(json.nextToken(), JsonToken.START_OBJECT, name);
      if (name.equals("__metadata__")) {
        json.skipChildren();
      } else {
        tensors.put(name, tensor(name));
      }
      if (tensors.size() > MOST_TENSORS) {
        throw broken("the header lists more than " + MOST_TENSORS + " tensors");
      }
    }
    if (json.nextToken() != null) {
      throw broken("the header goes on behind its end");
    }
  }

  private StoredTensor tensor(String name) {
    String type = "";
    List<Long> shape = null;
    List<Long> offsets = List.of();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = String.valueOf(json.currentName());
      JsonToken value = json.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(value, JsonToken.VALUE_STRING, name + ".dtype");
          type = json.getString();
        }
        case "shape" -> shape = numbers(value, name + ".shape");
        case "data_offsets" -> offsets = numbers(value, name + ".data_offsets");
        default -> throw broken(shown(name) + " has an unknown field " + shown(field));
      }
    }
    if (shape == null || offsets.size() != 2) {
      throw broken(shown(name) + " lacks shape or data_offsets");
    }
    return checked(name, type, shape, offsets.getFirst(), offsets.getLast());
  }

  private StoredTensor checked(
      String name, String typeName, List<Long> shape, long begin, long end) {
    StoredType type =
        StoredType.named(typeName)
            .orElseThrow(() -> broken(shown(name) + " is of the unknown type " + shown(typeName)));
    var sides = new ArrayList<Integer>();
    for (long side : shape) {
      if (side > Integer.MAX_VALUE) {
        throw broken(shown(name) + " has a side of " + side);
      }
      sides.add((int) side);
    }
    long elements = StoredTensor.elements(sides);
    if (elements < 0) {
      throw broken(shown(name) + " has an absurd shape " + shape);
    }
    if (begin > end || end - begin != elements * type.bytes()) {
      throw broken(
          "%s of %s %s takes %d bytes, but its offsets are %d to %d"
              .formatted(shown(name), type, shape, elements * type.bytes(), begin, end));
    }
    return new StoredTensor(name, type, sides, begin, end);
  }

  private List<Long> numbers(JsonToken first, String what) {
    expect(first, JsonToken.START_ARRAY, what);
    var numbers = new ArrayList<Long>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
      long number = json.getLongValue();
      if (number < 0 || numbers.size() == MOST_DIMENSIONS) {
        throw broken(shown(what) + " holds " + number + " or too many numbers");
      }
      numbers.add(number);
    }
    return numbers;
  }

  private void checkRanges(long dataBytes) {
    long end = 0;
    String before = "the header";
    for (StoredTensor tensor :
        tensors.values().stream()
            .sorted(
                Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::end))
            .toList()) {
      if (tensor.begin() != end) {
        throw broken(
            "%s begins at byte %d, but %s ends at %d, and tensors must follow each other"
                .formatted(shown(tensor.name()), tensor.begin(), before, end));
      }
      if (tensor.end() > dataBytes) {
        throw new CheckpointException(
            "%s is truncated: %s ends at byte %d of the data, which is %d bytes long; download it again"
                .formatted(file, shown(tensor.name()), tensor.end(), dataBytes));
      }
      end = tensor.end();
      before = shown(tensor.name());
    }
    if (end != dataBytes) {
      throw broken(
          "the data is %d bytes long, but its tensors end at %d".formatted(dataBytes, end));
    }
  }

  private void expect(JsonToken found, JsonToken wanted, String what) {
    if (found != wanted) {
      throw broken("%s is not what the format asks for".formatted(shown(what)));
    }
  }

  private CheckpointException broken(String what) {
    return new CheckpointException(file + ": " + what + "; download it again");
  }

  static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
  }
}
