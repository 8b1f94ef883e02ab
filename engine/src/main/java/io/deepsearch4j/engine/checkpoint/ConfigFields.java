package io.deepsearch4j.engine.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The fields of one configuration file, each under several spellings of which the first hit wins;
/// a null counts as absent, and what is wrong becomes a sentence.
final class ConfigFields {
  private final String file;
  private final JsonNode fields;

  ConfigFields(String file, JsonNode fields) {
    this.file = file;
    this.fields = fields;
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  int whole(int least, int most, String... names) {
    return find(names)
        .map(found -> wholeOf(found, least, most))
        .orElseThrow(
            () ->
                new CheckpointException(
                    "%s lacks %s; download it again".formatted(file, String.join(" or ", names))));
  }

  int wholeOr(int fallback, int least, int most, String... names) {
    return find(names).map(found -> wholeOf(found, least, most)).orElse(fallback);
  }

  /// A list of whole numbers; a single number is a list of one.
  List<Integer> wholes(int least, int most, String name) {
    var numbers = new ArrayList<Integer>();
    find(name)
        .ifPresent(
            found -> {
              if (!found.value().isArray()) {
                numbers.add(wholeOf(found, least, most));
                return;
              }
              for (JsonNode element : found.value()) {
                numbers.add(wholeOf(new Found(name, element), least, most));
              }
            });
    return numbers;
  }

  boolean flag(boolean fallback, String... names) {
    return find(names)
        .map(
            found -> {
              if (!found.value().isBoolean()) {
                throw wrong(found, "must be true or false");
              }
              return found.value().booleanValue();
            })
        .orElse(fallback);
  }

  double numberOr(double fallback, double least, double most, String name) {
    return find(name).map(found -> numberOf(found, least, most)).orElse(fallback);
  }

  double number(double least, double most, String name) {
    return find(name)
        .map(found -> numberOf(found, least, most))
        .orElseThrow(
            () -> new CheckpointException("%s lacks %s; download it again".formatted(file, name)));
  }

  String text(String fallback, String name) {
    return find(name).map(this::textOf).orElse(fallback);
  }

  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    find(name)
        .ifPresent(
            found -> {
              if (!found.value().isArray()) {
                texts.add(textOf(found));
                return;
              }
              for (JsonNode element : found.value()) {
                texts.add(textOf(new Found(name, element)));
              }
            });
    return texts;
  }

  /// The object of this name, or one without fields.
  ConfigFields inner(String name) {
    return find(name)
        .map(
            found -> {
              if (!found.value().isObject()) {
                throw wrong(found, "must be an object");
              }
              return new ConfigFields(file + ": " + name, found.value());
            })
        .orElseGet(
            () -> new ConfigFields(file + ": " + name, JsonNodeFactory.instance.objectNode()));
  }

  /// Fails when a field is set whose meaning this program does not know.
  void refuse(String name, String why) {
    find(name)
        .filter(found -> !isOff(found.value()))
        .ifPresent(
            found -> {
              throw new CheckpointException(
                  "%s: %s is %s, but %s; use another release of the model"
                      .formatted(file, name, shown(found.value()), why));
            });
  }

  void refuseBeginning(String beginning, String why) {
    for (String name : fields.propertyNames()) {
      if (name.startsWith(beginning)) {
        refuse(name, why);
      }
    }
  }

  CheckpointException problem(String what) {
    return new CheckpointException(
        file + ": " + printable(what) + "; download the file again or correct it");
  }

  private static boolean isOff(JsonNode value) {
    return (value.isBoolean() && !value.booleanValue()) || (value.isContainer() && value.isEmpty());
  }

  private int wholeOf(Found found, int least, int most) {
    JsonNode value = found.value();
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(found, "must be a whole number from %d to %d".formatted(least, most));
    }
    int number = value.intValue();
    if (number < least || number > most) {
      throw wrong(found, "must be from %d to %d".formatted(least, most));
    }
    return number;
  }

  private double numberOf(Found found, double least, double most) {
    double number = found.value().isNumber() ? found.value().doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw wrong(found, "must be a number from %s to %s".formatted(least, most));
    }
    return number;
  }

  private String textOf(Found found) {
    if (!found.value().isString()) {
      throw wrong(found, "must be a text");
    }
    return found.value().stringValue();
  }

  private Optional<Found> find(String... names) {
    for (String name : names) {
      JsonNode value = fields.get(name);
      if (value != null && !value.isNull()) {
        return Optional.of(new Found(name, value));
      }
    }
    return Optional.empty();
  }

  private CheckpointException wrong(Found found, String must) {
    return problem("%s is %s and %s".formatted(found.name(), shown(found.value()), must));
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /// What strangers wrote, fit for a message.
  private static String printable(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 400 ? plain : plain.substring(0, 400) + "…";
  }

  private record Found(String name, JsonNode value) {}
}
