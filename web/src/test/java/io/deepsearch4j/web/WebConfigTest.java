package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebConfigTest {

  private static WebConfig with(String userAgent, double pace, Duration timeout, long maxBytes) {
    var d = WebConfig.DEFAULT;
    return new WebConfig(
        userAgent,
        List.of(),
        pace,
        d.inFlightPerHost(),
        d.connectTimeout(),
        timeout,
        maxBytes,
        d.maxRedirects(),
        d.retries());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mozilla/5.0", "deepsearch-j/1\r\nX: y", "deepsearch-j ü"})
  void wantsToBeRecognised(String userAgent) {
    assertThatThrownBy(() -> with(userAgent, 1, Duration.ofSeconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("web.user-agent");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1_001, Double.NaN, Double.POSITIVE_INFINITY})
  void wantsAPace(double pace) {
    assertThatThrownBy(() -> with("deepsearch-j", pace, Duration.ofSeconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("web.requests-per-second");
  }

  @Test
  void wantsLimits() {
    assertThatThrownBy(() -> with("deepsearch-j", 1, Duration.ZERO, 1))
        .hasMessageContaining("web.fetch-timeout");
    assertThatThrownBy(() -> with("deepsearch-j", 1, Duration.ofSeconds(1), 0))
        .hasMessageContaining("web.max-bytes");
  }

  @Test
  void s11HasNoSwitchThatTurnsRobotsOrTlsOff() {
    var names =
        Arrays.stream(WebConfig.class.getRecordComponents())
            .map(component -> component.getName().toLowerCase(Locale.ROOT))
            .toList();

    assertThat(names)
        .noneMatch(name -> name.contains("robot") || name.contains("tls") || name.contains("cert"));
  }
}
