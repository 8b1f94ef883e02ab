package io.deepsearch4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.network.LoadedModel;
import io.deepsearch4j.engine.network.Network;
import io.deepsearch4j.engine.network.Network.Piece;
import io.deepsearch4j.engine.network.Network.Rows;
import io.deepsearch4j.engine.network.NetworkOptions;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.ScalarKernels;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the engine reports of a reference model, against a plain softmax of that model's logits.
@Timeout(60)
class LogProbabilityTest {
  private static final int[] PROMPT = {3, 14, 15, 9, 2, 6};
  private static final int LIKELIEST = 5;

  @Test
  void isThePlainSoftmaxWhateverIsDrawnAndHowever() {
    try (LoadedModel model =
        LoadedModel.of(
            Checkpoint.open(Path.of("src/test/resources/reference/v2-tiny")).weights(),
            new NetworkOptions(1, CacheType.F32, 64 << 20, Long.MAX_VALUE),
            new ScalarKernels())) {
      Network network = model.network();
      SamplingOptions hot =
          SamplingOptions.GREEDY
              .withTemperature(1.5)
              .withFilters(20, 0.9, 0, 0)
              .withSeed(3)
              .withMaxTokens(12)
              .withLogProbabilities(LIKELIEST);

      List<GeneratedToken> said = say(network, new GenerationRequest(PROMPT, hot));

      List<double[]> plain = softmax(network, said);
      for (int i = 0; i < said.size(); i++) {
        double[] expected = plain.get(i);
        List<Likely> likely = said.get(i).likely();
        assertThat(likely).hasSize(1 + LIKELIEST);
        assertThat(likely.getFirst().token()).isEqualTo(said.get(i).token());
        assertThat(likely)
            .allSatisfy(
                one ->
                    assertThat(one.logProbability())
                        .isCloseTo(Math.log(expected[one.token()]), within(1e-4)));
        double[] best = Arrays.stream(expected).sorted().toArray();
        assertThat(expected[likely.get(1).token()]).isEqualTo(best[best.length - 1]);
        assertThat(expected[likely.get(LIKELIEST).token()])
            .isEqualTo(best[best.length - LIKELIEST]);
      }
    }
  }

  private static List<GeneratedToken> say(Network network, GenerationRequest request) {
    try (var engine =
        new Engine(
            network,
            BytesTokenizer.first(network.config().vocabulary()),
            EngineLimits.DEFAULT,
            InstantSource.system(),
            () -> {})) {
      return engine.generate(request, _ -> {}).tokens();
    }
  }

  /// The shares of all tokens at each place of the reply, in one pass over all of it.
  private static List<double[]> softmax(Network network, List<GeneratedToken> said) {
    int[] tokens = Arrays.copyOf(PROMPT, PROMPT.length + said.size());
    for (int i = 0; i < said.size(); i++) {
      tokens[PROMPT.length + i] = said.get(i).token();
    }
    var shares = new ArrayList<double[]>();
    var logits = new float[network.config().vocabulary()];
    try (Network.Cache cache = network.newCache()) {
      Network.Output output = network.run(List.of(new Piece(cache, tokens, Rows.ALL)));
      for (int i = 0; i < said.size(); i++) {
        output.logits(0, PROMPT.length - 1 + i, logits);
        var share = new double[logits.length];
        Arrays.setAll(share, token -> Math.exp(logits[token]));
        double sum = Arrays.stream(share).sum();
        Arrays.setAll(share, token -> share[token] / sum);
        shares.add(share);
      }
    }
    return shares;
  }
}
