package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {
  @Test
  void takesAwayWhatCouldMoveTheCursorOrHide() {
    String hostile = "a\u001b[2Jb\u0007c\u202ed\u200be\u009bf\u2028g\u0000h\udc00i\uE000";

    assertThat(Plain.line(hostile, 80)).isEqualTo("a[2Jbcdef ghi");
    assertThat(Plain.text(hostile)).isEqualTo("a[2Jbcdefghi");
  }

  @Test
  void makesOneLineOfMany() {
    assertThat(Plain.line("  one\r\n\ttwo\u00a0 three ", 80)).isEqualTo("one two three");
    assertThat(Plain.text("one\n\ttwo\r")).isEqualTo("one\n\ttwo");
  }

  @Test
  void cutsAtColumnsNotCharacters() {
    assertThat(Plain.line("一二三四五", 6)).isEqualTo("一二…");
    assertThat(Plain.columns(Plain.line("一二三四五", 6))).isLessThanOrEqualTo(6);
    assertThat(Plain.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Plain.line("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(Plain.line("x".repeat(1_000_000), 10)).hasSize(10);
  }
}
