package io.deepsearch4j.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RandomWalkTest {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Walk WALK = new Walk(new ByteTokenizer("<end>", "<other>"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverIsChosenTheReplyIsJsonThatObeysTheSchema(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      ObjectNode schema = new RandomSchema(random).next();
      Grammar grammar = JsonGrammar.of(schema.toString());
      int shortest = WALK.begin(grammar).closing().length;
      for (int walk = 0; walk < 5; walk++) {
        String written = WALK.random(grammar, random, shortest + random.nextInt(200));

        JsonNode json = STRICT.readTree(written);

        assertThat(new SchemaCheck(schema).holds(json)).as("%s for %s", written, schema).isTrue();
      }
    }
  }

  @Test
  void aCopyGoesItsOwnWay() {
    Constraint one = WALK.begin(JsonGrammar.of("{\"enum\":[12,\"x\"]}"));
    Constraint other = one.copy();

    one.accept('1');
    other.accept('"');

    assertThat(allowed(one).get('2')).isTrue();
    assertThat(allowed(one).get('x')).isFalse();
    assertThat(allowed(other).get('x')).isTrue();
  }

  @Test
  void aRefusedTokenChangesNothing() {
    Constraint constraint = WALK.begin(JsonGrammar.of("{\"const\":true}"));
    constraint.accept('t');
    BitSet before = allowed(constraint);

    for (int token : new int[] {'x', WALK.end(), WALK.end() + 1, -1, 1 << 20}) {
      assertThat(catchThrowable(() -> constraint.accept(token)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("token " + token + " is not allowed here");
    }

    assertThat(allowed(constraint)).isEqualTo(before);
    assertThat(constraint.mayEnd()).isFalse();
  }

  @Test
  void allowsExactlyTheTokensThatCanBeAccepted() {
    var random = new SplittableRandom(17);
    for (int i = 0; i < 30; i++) {
      Constraint constraint =
          WALK.begin(JsonGrammar.of(new RandomSchema(random).next().toString()));
      for (int step = 0; step < 20; step++) {
        BitSet allowed = allowed(constraint);
        int chosen = -1;
        for (int token = 0; token <= WALK.end() + 1; token++) {
          assertThat(Walk.accepts(constraint, token)).isEqualTo(allowed.get(token));
          if (allowed.get(token) && token != WALK.end() && (chosen < 0 || random.nextInt(9) == 0)) {
            chosen = token;
          }
        }
        if (chosen < 0) {
          break;
        }
        constraint.accept(chosen);
      }
    }
  }

  private static BitSet allowed(Constraint constraint) {
    var allowed = new BitSet();
    constraint.allowed(allowed);
    return allowed;
  }
}
