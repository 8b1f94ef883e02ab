package io.deepsearch4j.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Settings as a tree: `max-steps`, `standard`, `30s`.
final class SettingsJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .addModule(
              new SimpleModule()
                  .addSerializer(new DurationWriter())
                  .addDeserializer(Duration.class, new DurationReader()))
          .build();

  private SettingsJson() {}

  private static final class DurationWriter extends StdSerializer<Duration> {
    private DurationWriter() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration time, JsonGenerator json, SerializationContext context) {
      json.writeString(text(time));
    }
  }

  private static final class DurationReader extends StdDeserializer<Duration> {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h)");

    private DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser json, DeserializationContext context) {
      String text = json.getValueAsString("");
      Matcher matcher = SHORT.matcher(text.strip());
      if (!matcher.matches()) {
        return (Duration)
            context.handleWeirdStringValue(Duration.class, text, "a time looks like 30s or 5m");
      }
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
  }

  /// A time in its largest whole unit.
  private static String text(Duration time) {
    long millis = time.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds % 60 != 0 || seconds == 0) {
      return seconds + "s";
    }
    return seconds % 3_600 != 0 ? seconds / 60 + "m" : seconds / 3_600 + "h";
  }
}
