package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The weights of the project's own file, mapped into memory in the kernels' layout.
///
/// Experts can also be read from the file record by record, so that they need not fit into memory.
public final class PackedWeights implements WeightSource {
  private final Path file;
  private final ModelConfig config;
  private final byte[] configText;
  private final long dataAt;
  private final Arena arena = Arena.ofShared();
  private final PackedTensors tensors;

  private PackedWeights(Path file) throws IOException {
    this.file = file;
    boolean opened = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      PackedFile beginning = PackedFile.read(channel, file);
      PackedHeader header = beginning.header();
      configText = header.config().getBytes(StandardCharsets.UTF_8);
      config =
          ConfigReader.withGenerationEnds(
              header.modelConfig(file.toString()), file.resolveSibling(ConfigReader.GENERATION));
      var layout = PackedLayout.of(config, header.precision());
      header.check(layout, file.toString());
      dataAt = beginning.dataAt();
      if (channel.size() != dataAt + layout.length()) {
        throw PackedFile.truncated(file);
      }
      tensors =
          new PackedTensors(
              layout, channel.map(FileChannel.MapMode.READ_ONLY, dataAt, layout.length(), arena));
      opened = true;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  /// @throws CheckpointException when the file is missing, truncated or not of this format
  public static PackedWeights open(Path file) {
    try {
      return new PackedWeights(file);
    } catch (IOException e) {
      throw FileTrouble.reading(file, e);
    }
  }

  public Path file() {
    return file;
  }

  /// Of the matrices; the smaller tensors may be stored more exactly.
  public Precision precision() {
    return tensors.layout().precision();
  }

  /// Where one expert of a layer that has experts is in the file.
  public ExpertRecord expertRecord(int layer, int expert) {
    String at = ModelTensors.expert(layer, expert);
    PackedLayout.Slot gate = tensors.layout().slot(at + "gate_proj.weight");
    PackedLayout.Slot up = tensors.layout().slot(at + "up_proj.weight");
    PackedLayout.Slot down = tensors.layout().slot(at + "down_proj.weight");
    long upAt = up.offset() - gate.offset();
    long downAt = down.offset() - gate.offset();
    return new ExpertRecord(
        layer,
        expert,
        dataAt + gate.offset(),
        PackedLayout.aligned(downAt + down.bytes(), PackedLayout.RECORD_ALIGNMENT),
        upAt,
        downAt);
  }

  /// The release's `config.json`, unchanged.
  byte[] configText() {
    return configText.clone();
  }

  @Override
  public ModelConfig config() {
    return config;
  }

  @Override
  public Tensor matrix(String name) {
    return tensors.matrix(name);
  }

  @Override
  public float[] vector(String name) {
    return tensors.vector(name);
  }

  @Override
  public boolean has(String name) {
    return tensors.layout().has(name);
  }

  @Override
  public void close() {
    arena.close();
  }
}
