package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialTest {

  @Test
  void depthFourIsNano() {
    ModelDesign design = Dial.of(4).design(1500, 0, List.of(1));

    assertThat(design.config()).isEqualTo(Nano.shipped());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 6, 8, 12, 64})
  void everyDepthMakesAModelAndARun(int depth) {
    Dial dial = Dial.of(depth);

    assertThat(dial.design(100, 0, List.of(1)).config().layers()).isEqualTo(depth);
    assertThat(dial.run(1).muonRate()).isPositive();
  }

  @Test
  void everyDerivedValueCanBeOverridden() {
    Dial derived = Dial.of(4);

    for (Map.Entry<String, String> value : derived.values().entrySet()) {
      Dial dial = Dial.of(4, Map.of(value.getKey(), value.getValue()));

      assertThat(dial).isEqualTo(derived);
    }
    assertThat(Dial.of(4, Map.of("muon-rate", "0.5")).run(1).muonRate()).isEqualTo(0.5);
  }

  @Test
  void headsThatDoNotDivideAreASentence() {
    assertThatThrownBy(() -> Dial.of(4, Map.of("heads", "5")))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("5 heads in 2 groups");
  }

  @Test
  void anUnknownNameIsASentenceThatListsTheKnownOnes() {
    assertThatThrownBy(() -> Dial.of(4, Map.of("widht", "5")))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("training.widht is unknown")
        .hasMessageContaining("width, heads");
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "-3", "", "1e9", "99999999999999"})
  void aValueThatIsNoNumberIsASentence(String value) {
    assertThatThrownBy(() -> Dial.of(4, Map.of("width", value)))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("width");
  }
}
