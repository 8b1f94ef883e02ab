package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The weights of a release: one safetensors file, or several with an index, mapped into memory.
final class SafetensorsWeights implements WeightSource {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";
  private static final int LONGEST_INDEX = 1 << 26;
  private static final int MOST_SHARDS = 4096;

  private final ModelConfig config;
  private final List<Safetensors> files;
  private final Map<String, Place> places;
  private final Arena widened = Arena.ofShared();
  private final Map<String, Tensor> matrices = new HashMap<>();

  private SafetensorsWeights(
      ModelConfig config, List<Safetensors> files, Map<String, Place> places) {
    this.config = config;
    this.files = files;
    this.places = places;
  }

  /// @throws CheckpointException when files are missing or broken, or their tensors do not fit
  static SafetensorsWeights open(Path folder, ModelConfig asked) {
    var files = new ArrayList<Safetensors>();
    boolean opened = false;
    try {
      for (Path file : shards(folder)) {
        files.add(Safetensors.open(file));
      }
      Map<String, Place> places = places(files);
      ModelConfig config = TensorCheck.settle(asked, places.keySet());
      var shapes = new LinkedHashMap<String, List<Integer>>();
      places.forEach((name, place) -> shapes.put(name, place.tensor().shape()));
      TensorCheck.check(config, shapes, folder.toString());
      for (TensorSpec spec : config.tensors()) {
        place(places, spec.name()).refuseUnreadable();
      }
      opened = true;
      return new SafetensorsWeights(config, List.copyOf(files), places);
    } finally {
      if (!opened) {
        files.forEach(Safetensors::close);
      }
    }
  }

  private static List<Path> shards(Path folder) {
    Path single = folder.resolve(SINGLE);
    Path index = folder.resolve(INDEX);
    if (Files.exists(single) || !Files.exists(index)) {
      return List.of(single);
    }
    String file = index.toString();
    JsonNode map = JsonInput.object(JsonInput.bytes(index, LONGEST_INDEX), file).path("weight_map");
    var names = new LinkedHashSet<String>();
    for (JsonNode shard : map) {
      names.add(shardName(shard, file));
      if (names.size() > MOST_SHARDS) {
        throw new CheckpointException(
            "%s names more than %d files; download it again".formatted(file, MOST_SHARDS));
      }
    }
    if (names.isEmpty()) {
      throw new CheckpointException(file + " lacks a weight_map; download it again");
    }
    return names.stream().map(folder::resolve).toList();
  }

  private static String shardName(JsonNode shard, String file) {
    String name = shard.isString() ? shard.stringValue() : "";
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}\\.safetensors")) {
      throw new CheckpointException(
          "%s names the file %s, which is not a safetensors file beside it; download it again"
              .formatted(file, SafetensorsHeader.shown(shard.toString())));
    }
    return name;
  }

  private static Map<String, Place> places(List<Safetensors> files) {
    var places = new LinkedHashMap<String, Place>();
    for (Safetensors file : files) {
      for (String published : file.names()) {
        var place = new Place(file, file.tensor(published));
        Place other = places.put(TensorCheck.canonical(published), place);
        if (other != null) {
          throw new CheckpointException(
              "%s is in %s and in %s; remove the file that does not belong to the model"
                  .formatted(SafetensorsHeader.shown(published), other.file().file(), file.file()));
        }
      }
    }
    return places;
  }

  @Override
  public ModelConfig config() {
    return config;
  }

  @Override
  public boolean has(String name) {
    return places.containsKey(name);
  }

  @Override
  public float[] vector(String name) {
    Place place = place(name);
    return place.file().floats(place.tensor().name());
  }

  @Override
  public synchronized Tensor matrix(String name) {
    return matrices.computeIfAbsent(name, this::mapped);
  }

  private Tensor mapped(String name) {
    Place place = place(name);
    List<Integer> shape = place.tensor().shape();
    if (shape.size() != 2) {
      throw new IllegalArgumentException(name + " is no matrix");
    }
    MemorySegment bytes = place.bytes();
    return switch (place.tensor().type()) {
      case F32 -> new Tensor(Precision.F32, shape.getFirst(), shape.getLast(), bytes);
      case BF16 -> new Tensor(Precision.BF16, shape.getFirst(), shape.getLast(), bytes);
      case F16 -> new Tensor(Precision.F32, shape.getFirst(), shape.getLast(), widen(place));
      case F64, I64, U64, I32, U32, I16, U16, I8, U8, BOOL, F8_E4M3, F8_E5M2 ->
          throw new IllegalStateException(name + " was checked when it was opened");
    };
  }

  private MemorySegment widen(Place place) {
    int columns = place.tensor().shape().getLast();
    long elements = place.tensor().elements();
    MemorySegment memory = widened.allocate(elements * 4, 64);
    var row = new float[columns];
    for (long first = 0; first < elements; first += columns) {
      Widening.toFloats(StoredType.F16, place.bytes(), first, row, columns);
      MemorySegment.copy(row, 0, memory, ValueLayout.JAVA_FLOAT, first * 4, columns);
    }
    return memory;
  }

  @Override
  public void rows(String name, int first, int count, float[] to) {
    Place place = place(name);
    int columns = place.tensor().shape().getLast();
    Widening.toFloats(
        place.tensor().type(), place.bytes(), (long) first * columns, to, count * columns);
  }

  private Place place(String name) {
    return place(places, name);
  }

  private static Place place(Map<String, Place> places, String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("the model has no tensor " + name);
    }
    return place;
  }

  @Override
  public synchronized void close() {
    widened.close();
    files.forEach(Safetensors::close);
  }

  private record Place(Safetensors file, StoredTensor tensor) {
    MemorySegment bytes() {
      return file.bytes(tensor.name());
    }

    void refuseUnreadable() {
      file.refuseUnreadable(tensor);
    }
  }
}
