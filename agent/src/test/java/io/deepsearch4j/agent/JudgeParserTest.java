package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JudgeParserTest {
  private static final String SENTENCES = "\"sentences\":[{\"n\":1,\"support\":\"supported\"}]";

  @Test
  void aConditionThatWasNotJudgedIsNotEstablished() {
    Verdict verdict =
        verdict("{" + SENTENCES + ",\"conditions\":[{\"id\":\"C1\",\"status\":\"satisfied\"}]}");

    assertThat(verdict).isInstanceOf(Verdict.Lacking.class);
    assertThat(verdict.score()).isEqualTo(0.625);
  }

  @Test
  void aConditionIsKnownByItsNumber() {
    Verdict verdict =
        verdict(
            "{"
                + SENTENCES
                + ",\"conditions\":[{\"id\":1,\"status\":\"satisfied\"},"
                + "{\"id\":\"c2\",\"status\":\"Satisfied\"}]}");

    assertThat(verdict).isInstanceOf(Verdict.Supported.class);
    assertThat(verdict.score()).isEqualTo(1);
  }

  @Test
  void aConditionThatIsSatisfiedAndViolatedIsViolated() {
    Verdict verdict =
        verdict(
            "{"
                + SENTENCES
                + ",\"conditions\":[{\"id\":\"C1\",\"status\":\"satisfied\"},"
                + "{\"id\":\"C2\",\"status\":\"violated\"},{\"id\":\"C2\",\"status\":\"satisfied\"}]}");

    assertThat(verdict.score()).isLessThanOrEqualTo(0.4);
  }

  @Test
  void conditionsNobodyAskedForDoNotRaiseTheScore() {
    Verdict verdict =
        verdict(
            "{"
                + SENTENCES
                + ",\"conditions\":[{\"id\":\"X1\",\"status\":\"satisfied\"},"
                + "{\"id\":\"X2\",\"status\":\"satisfied\"}]}");

    assertThat(verdict.score()).isEqualTo(0.25);
  }

  private static Verdict verdict(String json) {
    var task =
        new Task(
            new Question("How high is the tower?", "en", LocalDate.EPOCH),
            new Plan(
                List.of(
                    new Plan.Condition("C1", "the height"), new Plan.Condition("C2", "the place")),
                List.of(),
                List.of(),
                ""),
            new Draft(
                "330 m",
                List.of(new Draft.Sentence("It is 330 m.", List.of("E1"))),
                0.9,
                List.of()),
            List.of(),
            List.of(),
            AgentConfig.DEFAULT.budget(),
            Pace.DEFAULT);
    return JudgeParser.verdict(JsonMapper.shared().readTree(json), task);
  }
}
