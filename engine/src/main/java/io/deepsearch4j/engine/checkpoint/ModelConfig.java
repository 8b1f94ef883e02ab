package io.deepsearch4j.engine.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The whole architecture in numbers; also lists every tensor's name and shape.
///
/// @param vocabulary rows of embedding and head
/// @param width elements of the residual stream
/// @param layers without MTP layers
/// @param mtpLayers layers for multi-token prediction, stored behind the others
/// @param attention how tokens see each other
/// @param denseWidth inner width of a dense feed-forward block
/// @param denseLayers layers whose feed-forward block is dense; all of them without experts
/// @param experts the routed part of the others
/// @param sandwichNorm whether the output of each branch is normed before it is added
/// @param epsilon of every norm
/// @param rotationBase theta of the rotation
/// @param interleaved whether neighbours rotate together, (0,1), (2,3), …; else halves
/// @param maxPositions tokens of the longest sequence
/// @param tiedHead whether the head is the embedding
/// @param begin token that begins a text; -1 for none
/// @param end tokens that end a reply
public record ModelConfig(
    Architecture architecture,
    int vocabulary,
    int width,
    int layers,
    int mtpLayers,
    Attention attention,
    int denseWidth,
    Set<Integer> denseLayers,
    Experts experts,
    boolean sandwichNorm,
    float epsilon,
    double rotationBase,
    boolean interleaved,
    int maxPositions,
    boolean tiedHead,
    int begin,
    List<Integer> end) {

  public ModelConfig {
    require(
        vocabulary > 0 && width > 0 && layers > 0 && mtpLayers >= 0 && denseWidth > 0,
        "a model needs a vocabulary, a width and layers");
    require(epsilon > 0 && rotationBase >= 1 && maxPositions > 0, "a number must be positive");
    denseLayers = Set.copyOf(denseLayers);
    end = List.copyOf(end);
  }

  /// The model families, by the name in `architectures`.
  public enum Architecture {
    V2("PanguProMoEV2ForCausalLM"),
    ULTRA("PanguUltraMoEForCausalLM"),
    EMBEDDED("PanguEmbeddedForCausalLM");

    private final String published;

    Architecture(String published) {
      this.published = published;
    }

    public String published() {
      return published;
    }
  }

  public sealed interface Attention {
    int heads();

    /// Elements of a query and of a key.
    int keyWidth();

    int valueWidth();

    /// Elements of a query that rotate.
    int rotated();

    /// Grouped-query attention (V2 and Embedded); the first `rotated` elements of a head rotate.
    ///
    /// @param fused whether queries, keys and values are one published matrix
    /// @param keyNorm whether keys are normed before they rotate
    /// @param sinks learned keys of each group
    /// @param sinkValues whether the sinks have values; else these are zero
    /// @param qkvBias whether queries, keys and values have biases
    /// @param outputBias whether the output has one
    record Grouped(
        int heads,
        int groups,
        int keyWidth,
        int valueWidth,
        int rotated,
        boolean fused,
        boolean keyNorm,
        int sinks,
        boolean sinkValues,
        boolean qkvBias,
        boolean outputBias)
        implements Attention {
      public Grouped {
        require(groups > 0 && heads % groups == 0, heads + " heads in " + groups + " groups");
        require(
            rotated >= 0 && rotated % 2 == 0 && rotated <= keyWidth && valueWidth > 0,
            rotated + " of " + keyWidth + " elements cannot rotate");
        require(sinks >= 0 && (sinks > 0 || !sinkValues), "values without sinks");
      }
    }

    /// Multi-head latent attention (Ultra); the last `rotated` elements of a query rotate.
    ///
    /// @param queryRank width of the query latent; 0 for none
    /// @param latentRank width of the cached latent
    /// @param plainWidth elements of a query that do not rotate
    record Latent(
        int heads, int queryRank, int latentRank, int plainWidth, int rotated, int valueWidth)
        implements Attention {
      public Latent {
        require(
            heads > 0 && queryRank >= 0 && latentRank > 0 && plainWidth >= 0 && valueWidth > 0,
            "latent attention needs heads and widths");
        require(rotated > 0 && rotated % 2 == 0, rotated + " elements cannot rotate");
      }

      @Override
      public int keyWidth() {
        return plainWidth + rotated;
      }
    }
  }

  /// Routed experts and what goes with them.
  ///
  /// @param count 0 for none
  /// @param chosen experts that one token meets
  /// @param width inner width of one expert
  /// @param sharedWidth inner width of the block that every token meets; 0 for none
  /// @param normalised whether the weights of the chosen are divided by their sum
  /// @param scale factor of the routed part
  /// @param bias whether a bias helps to choose
  public record Experts(
      int count,
      int chosen,
      int width,
      int sharedWidth,
      boolean normalised,
      float scale,
      boolean bias) {
    public Experts {
      require(
          chosen >= 0 && chosen <= count && width >= 0 && sharedWidth >= 0,
          chosen + " of " + count + " experts cannot be chosen");
    }

    public static final Experts NONE = new Experts(0, 0, 0, 0, true, 1, false);
  }

  /// Whether the layer has a dense feed-forward block; layers behind the last are MTP layers.
  public boolean isDense(int layer) {
    return experts.count() == 0 || denseLayers.contains(layer);
  }

  /// Reads `config.json` of a model folder, and the tokens that `generation_config.json` lets a
  /// reply end with.
  ///
  /// @throws CheckpointException when a file is broken or asks for what is not supported
  public static ModelConfig read(Path folder) {
    return ConfigReader.read(folder);
  }

  /// Reads the text of a `config.json`.
  ///
  /// @param file what messages call it
  public static ModelConfig parse(byte[] json, String file) {
    return ConfigReader.parse(json, file);
  }

  /// Every tensor by its published name, in the order in which files hold them: MTP layers last,
  /// without the copies of embedding and head that releases store beside them.
  public List<TensorSpec> tensors() {
    return ModelTensors.of(this);
  }

  ModelConfig withEnd(List<Integer> tokens) {
    return with(mtpLayers, attention, denseWidth, experts, sandwichNorm, tokens);
  }

  public ModelConfig withAttention(Attention other) {
    return with(mtpLayers, other, denseWidth, experts, sandwichNorm, end);
  }

  public ModelConfig withoutMtp() {
    return with(0, attention, denseWidth, experts, sandwichNorm, end);
  }

  public ModelConfig withFeedForward(int otherDenseWidth, Experts otherExperts) {
    return with(mtpLayers, attention, otherDenseWidth, otherExperts, sandwichNorm, end);
  }

  public ModelConfig withSandwichNorm(boolean other) {
    return with(mtpLayers, attention, denseWidth, experts, other, end);
  }

  private ModelConfig with(
      int otherMtpLayers,
      Attention otherAttention,
      int otherDenseWidth,
      Experts otherExperts,
      boolean otherSandwichNorm,
      List<Integer> otherEnd) {
    return new ModelConfig(
        architecture,
        vocabulary,
        width,
        layers,
        otherMtpLayers,
        otherAttention,
        otherDenseWidth,
        denseLayers,
        otherExperts,
        otherSandwichNorm,
        epsilon,
        rotationBase,
        interleaved,
        maxPositions,
        tiedHead,
        begin,
        otherEnd);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
