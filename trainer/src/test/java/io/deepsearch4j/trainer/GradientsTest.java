package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.deepsearch4j.engine.checkpoint.Checkpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GradientsTest {

  @ParameterizedTest
  @ValueSource(strings = {"v2-tiny", "embedded-tiny", "ultra-tiny"})
  void everyTensorsGradientEqualsTheReference(String name) {
    JsonNode expected = Reference.json(name, "grads.json");
    int[] prompt = Reference.prompt(name);

    try (Checkpoint checkpoint = Checkpoint.open(Reference.folder(name));
        TrainableModel model =
            TrainableModel.of(ModelDesign.of(checkpoint.config()), 1, checkpoint.weights())) {
      Map<String, float[]> gradients = gradients(model, Reference.pack(List.of(prompt)), expected);

      double tolerance = expected.get("tolerance").get("relative_to_l2").asDouble();
      assertThat(gradients.keySet())
          .containsExactlyInAnyOrderElementsOf(expected.get("tensors").propertyNames());
      for (var tensor : expected.get("tensors").properties()) {
        float[] gradient = Objects.requireNonNull(gradients.get(tensor.getKey()));
        double size = tensor.getValue().get("l2").asDouble();
        assertThat(size(gradient)).as(tensor.getKey()).isCloseTo(size, within(tolerance * size));
        JsonNode at = tensor.getValue().get("at");
        for (int i = 0; i < at.size(); i++) {
          assertThat((double) gradient[at.get(i).asInt()])
              .as(tensor.getKey() + " at " + at.get(i).asInt())
              .isCloseTo(
                  tensor.getValue().get("values").get(i).asDouble(), within(tolerance * size));
        }
      }
    }
  }

  private static Map<String, float[]> gradients(
      TrainableModel model, Pack pack, JsonNode expected) {
    Replica replica = model.replicas().getFirst();
    try (NDManager step = model.manager().newSubManager()) {
      Replica.Result result = replica.run(step, pack, model.biases(), pack.weight(), 0);
      assertThat((double) result.loss().getFloat())
          .isCloseTo(expected.get("loss").asDouble(), within(1e-4));
      Torch.backward(result.loss());
    }
    var gradients = new HashMap<String, float[]>();
    for (Leaf leaf : model.leaves()) {
      float[] inside = replica.gradient(leaf.name()).toFloatArray();
      for (int part = 0; part < leaf.parts().size(); part++) {
        gradients.put(leaf.parts().get(part).name(), leaf.get(part, inside));
      }
    }
    return gradients;
  }

  private static double size(float[] gradient) {
    double sum = 0;
    for (float each : gradient) {
      sum += (double) each * each;
    }
    return Math.sqrt(sum);
  }
}
