package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcessNameTest {

  @Test
  void readsWhatItWrites() {
    var mine = ProcessName.mine(new Random(1));

    assertThat(ProcessName.parse(mine.text())).contains(mine);
    assertThat(mine.isOnThisHost()).isTrue();
    assertThat(mine.runsHere()).isTrue();
  }

  @Test
  void staysWithinTheFiftyCharactersThatTheSchedulerKeeps() {
    var longest = new ProcessName("a".repeat(21), 9_999_999_999L, 9_999_999_999L, "ffffff");

    assertThat(longest.text()).hasSize(50);
    assertThatThrownBy(() -> new ProcessName("a".repeat(22), 1, 1, "ffffff"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsThatNoProcessHasANumberBeyondAllNumbers() {
    assertThat(new ProcessName("host", 9_999_999_999L, 1, "ffffff").runsHere()).isFalse();
  }

  @Test
  void takesNothingElseForAName() {
    assertThat(ProcessName.parse("")).isEmpty();
    assertThat(ProcessName.parse("host:1:1")).isEmpty();
    assertThat(ProcessName.parse("host:99999999999999999999:1:ffffff")).isEmpty();
  }
}
