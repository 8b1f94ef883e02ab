package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReplyTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Reply PLAIN =
      new Reply(
          new Message.Assistant("Yes.", "", List.of()),
          Reply.Finish.STOP,
          Usage.NONE,
          "small",
          false,
          List.of());

  @Test
  void withoutLogProbabilitiesIsStoredAsItAlwaysWas() {
    String stored = JSON.writeValueAsString(PLAIN);

    assertThat(stored).doesNotContain("likelihoods");
    assertThat(JSON.readValue(stored, Reply.class)).isEqualTo(PLAIN);
  }

  @Test
  void withLogProbabilitiesComesBackFromItsJson() {
    var yes = new LikelyToken.Candidate("Yes", List.of(0x59, 0x65, 0x73), -0.25);
    var reply =
        new Reply(
            PLAIN.message(),
            PLAIN.finish(),
            PLAIN.usage(),
            PLAIN.model(),
            false,
            List.of(),
            List.of(new LikelyToken(yes, List.of(yes))));

    assertThat(JSON.readValue(JSON.writeValueAsString(reply), Reply.class)).isEqualTo(reply);
  }
}
