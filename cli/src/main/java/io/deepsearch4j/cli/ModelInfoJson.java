package io.deepsearch4j.cli;

import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Precision;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The JSON object of `model info --json`.
///
/// @param stored `safetensors` or a precision; empty for no weights
/// @param weightBytes memory for weights by precision
/// @param cacheBytes memory that one token leaves in the cache by type
record ModelInfoJson(
    String format,
    String architecture,
    int layers,
    int mtpLayers,
    int width,
    int vocabulary,
    int context,
    long parameters,
    long parametersPerToken,
    long mtpParameters,
    long cachedValuesPerToken,
    Map<String, Long> weightBytes,
    Map<String, Long> cacheBytes,
    String stored,
    long storedBytes) {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  static String of(ModelDescription model) {
    var weights = new LinkedHashMap<String, Long>();
    for (Precision precision : Precision.values()) {
      weights.put(ModelDescription.word(precision), model.weightBytes(precision));
    }
    var cache = new LinkedHashMap<String, Long>();
    for (CacheType type : CacheType.values()) {
      cache.put(ModelDescription.word(type), model.info().cacheBytes(type));
    }
    return JSON.writeValueAsString(
        new ModelInfoJson(
            "deepsearch4j/model-info/1",
            model.config().architecture().published(),
            model.config().layers(),
            model.config().mtpLayers(),
            model.config().width(),
            model.config().vocabulary(),
            model.config().maxPositions(),
            model.info().parameters(),
            model.info().touched(),
            model.info().mtpParameters(),
            model.info().cachedValues(),
            weights,
            cache,
            model.stored().form(),
            model.stored().bytes()));
  }
}
