package io.deepsearch4j.trainer;

import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.engine.checkpoint.Safetensors;
import io.deepsearch4j.engine.checkpoint.SafetensorsWriter;
import io.deepsearch4j.engine.checkpoint.SafetensorsWriter.Planned;
import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a run stands, apart from its arrays.
///
/// On disk this is `checkpoint/state.json`, which names the file of arrays that goes with it. It is
/// written last and moved into place, so there is a whole checkpoint or the one before.
///
/// @param step steps done
/// @param tokens learnt from
/// @param position examples taken
/// @param identity of model, settings and examples
/// @param balancers of each layer
/// @param window loads of the latest steps, each `[layer][expert]`
record RunState(
    long step,
    long tokens,
    long position,
    long identity,
    List<ExpertBalancer.State> balancers,
    List<long[][]> window) {
  private static final String FORMAT = "deepsearch4j/training-state/2";
  private static final String FOLDER = "checkpoint";
  private static final String NAME = "state.json";
  private static final String VALUES = "values.";
  private static final String MOMENTUM = "momentum.";
  private static final String VARIANCE = "variance.";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  RunState {
    balancers = List.copyOf(balancers);
    window = List.copyOf(window);
  }

  private record Stored(String format, String arrays, RunState state) {}

  /// The state of a run's folder, if it has one.
  static Optional<RunState> read(Path run) {
    Path file = run.resolve(FOLDER).resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Stored stored = JSON.readValue(Files.readAllBytes(file), Stored.class);
      if (!FORMAT.equals(stored.format())) {
        throw new TrainerException(
            "%s is of format %s and must be %s; it was written by another version"
                .formatted(file, stored.format(), FORMAT));
      }
      return Optional.of(stored.state());
    } catch (IOException | JacksonException | NullPointerException e) {
      throw new TrainerException(
          "%s cannot be read; remove the folder %s to begin the run again"
              .formatted(file, file.getParent()),
          e);
    }
  }

  private String arrays() {
    return "state-" + step + ".safetensors";
  }

  static void write(Path run, RunState state, TrainableModel model, Optimizers optimizers) {
    Path folder = run.resolve(FOLDER);
    try {
      Files.createDirectories(folder);
      state.writeArrays(folder.resolve(state.arrays()), model, optimizers);
      WholeFile.write(
          folder.resolve(NAME), JSON.writeValueAsString(new Stored(FORMAT, state.arrays(), state)));
      forgetOthers(folder, state.arrays());
    } catch (IOException | CheckpointException e) {
      throw new TrainerException(
          "the checkpoint in %s cannot be written: %s; free some disk and start the run again, it goes on from the checkpoint before"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private void writeArrays(Path file, TrainableModel model, Optimizers optimizers) {
    var planned = new ArrayList<Planned>();
    List<Leaf> leaves = model.leaves();
    for (Leaf leaf : leaves) {
      planned.add(new Planned(VALUES + leaf.name(), leaf.shape(), Precision.F32));
      boolean muon = leaf.rule() == Leaf.Rule.MUON;
      planned.add(
          new Planned(MOMENTUM + leaf.name(), leaf.shape(), muon ? Precision.BF16 : Precision.F32));
      if (!muon) {
        planned.add(new Planned(VARIANCE + leaf.name(), leaf.shape(), Precision.F32));
      }
    }
    SafetensorsWriter.write(
        file,
        planned,
        name -> {
          int leaf = 0;
          while (!name.endsWith("." + leaves.get(leaf).name())
              || name.indexOf('.') + 1 + leaves.get(leaf).name().length() != name.length()) {
            leaf++;
          }
          if (name.startsWith(VALUES)) {
            return model.values(leaf).toFloatArray();
          }
          return name.startsWith(MOMENTUM) ? optimizers.momentum(leaf) : optimizers.variance(leaf);
        });
  }

  private static void forgetOthers(Path folder, String kept) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "state-*.safetensors")) {
      for (Path file : files) {
        if (!file.getFileName().toString().equals(kept)) {
          Files.delete(file);
        }
      }
    }
  }

  /// Sets model and optimizers as they were.
  static void restore(Path run, RunState state, TrainableModel model, Optimizers optimizers) {
    Path file = run.resolve(FOLDER).resolve(state.arrays());
    try (Safetensors arrays = Safetensors.open(file)) {
      List<Leaf> leaves = model.leaves();
      for (int i = 0; i < leaves.size(); i++) {
        String name = leaves.get(i).name();
        model.set(i, arrays.floats(VALUES + name));
        boolean muon = leaves.get(i).rule() == Leaf.Rule.MUON;
        optimizers.restore(
            i,
            arrays.floats(MOMENTUM + name),
            muon ? new float[1] : arrays.floats(VARIANCE + name));
      }
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new TrainerException(
          "%s cannot be read: %s; remove the folder %s to begin the run again"
              .formatted(file, e.getMessage(), file.getParent()),
          e);
    }
  }
}
