package io.deepsearch4j.engine;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A network whose logits are a hash of the last tokens in the cache, so that a wrong cache gives a
/// wrong text. It complains about every breach of the rules of [Network].
final class MadeUpNetwork implements Network {
  private static final int PAGE = 16;
  private static final int PAGE_BYTES = 1000;

  private final ModelConfig config;
  private final int lookback;
  private final Map<Integer, Integer> poison = new ConcurrentHashMap<>();
  private final Set<Stored> open = ConcurrentHashMap.newKeySet();
  private volatile long memory = 1L << 40;
  private int pass;

  /// The sizes of all passes so far: tokens of each piece.
  final List<List<Integer>> passes = new ArrayList<>();

  /// @param lookback how many of the last tokens matter
  MadeUpNetwork(int vocabulary, int lookback, int mtpLayers, int window, List<Integer> ends) {
    this.lookback = lookback;
    config =
        new ModelConfig(
            ModelConfig.Architecture.EMBEDDED,
            vocabulary,
            1,
            1,
            mtpLayers,
            new ModelConfig.Attention.Grouped(1, 1, 2, 2, 2, false, false, 0, false, false, false),
            1,
            Set.of(),
            ModelConfig.Experts.NONE,
            false,
            1e-5f,
            10_000,
            false,
            window,
            false,
            -1,
            ends);
  }

  /// Caches take so many bytes at most.
  void memory(long bytes) {
    memory = bytes;
  }

  /// From now on every pass with this token fails.
  void poison(int token) {
    poison.put(token, token);
  }

  /// Caches that nobody closed.
  int openCaches() {
    return open.size();
  }

  @Override
  public ModelConfig config() {
    return config;
  }

  @Override
  public long available() {
    return memory - open.stream().mapToLong(Cache::bytes).sum();
  }

  @Override
  public long cacheBytes(int tokens) {
    return (long) Math.ceilDiv(tokens, PAGE) * PAGE_BYTES;
  }

  @Override
  public Cache newCache() {
    return new Stored(new int[0]);
  }

  @Override
  public Output run(List<Piece> pieces) {
    var states = new ArrayList<int[]>();
    var distinct = new HashSet<Cache>();
    int now = ++pass;
    passes.add(pieces.stream().map(piece -> piece.tokens().length).toList());
    for (Piece piece : pieces) {
      Stored cache = (Stored) piece.cache();
      cache.check();
      require(distinct.add(cache), "two pieces share a cache");
      require(piece.tokens().length > 0, "a piece has no tokens");
      cache.append(piece.tokens());
      require(cache.length() <= config.maxPositions(), "the window is exceeded");
      for (int token : piece.tokens()) {
        if (poison.containsKey(token)) {
          throw new EngineException("token " + token + " is poison");
        }
      }
      states.add(cache.tokens.clone());
    }
    if (available() < 0) {
      throw new EngineException("no memory");
    }
    return (piece, row, logits) -> {
      require(now == pass, "the logits are of an earlier pass");
      Piece of = pieces.get(piece);
      require(of.rows() != Rows.NONE, "no rows were asked for");
      require(of.rows() == Rows.ALL || row == 0, "only row 0 is there");
      int[] tokens = states.get(piece);
      int behind = of.rows() == Rows.ALL ? of.tokens().length - 1 - row : 0;
      fill(tokens, tokens.length - behind, logits);
    };
  }

  private void fill(int[] tokens, int length, float[] logits) {
    long state = 17;
    for (int i = Math.max(0, length - lookback); i < length; i++) {
      state = state * 0x9E3779B97F4A7C15L + tokens[i] + 1;
    }
    for (int token = 0; token < logits.length; token++) {
      logits[token] = (float) (10 * Draw.at(state, token) - 5);
    }
  }

  /// What greedy would say, but every third guess is off by one.
  @Override
  public int[] draft(Cache cache, int next, int count) {
    Stored stored = (Stored) cache;
    stored.check();
    require(stored.followed, "the cache does not follow for drafts");
    require(stored.length() > 0, "an empty cache cannot draft");
    int[] tokens = Arrays.copyOf(stored.tokens, stored.tokens.length + 1 + count);
    int known = stored.tokens.length + 1;
    tokens[known - 1] = next;
    float[] logits = new float[config.vocabulary()];
    for (int i = 0; i < count; i++) {
      fill(tokens, known + i, logits);
      int best = 0;
      for (int token = 1; token < logits.length; token++) {
        best = logits[token] > logits[best] ? token : best;
      }
      tokens[known + i] = (known + i) % 3 == 0 ? (best + 1) % logits.length : best;
    }
    return Arrays.copyOfRange(tokens, known, known + count);
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalStateException(complaint);
    }
  }

  private final class Stored implements Cache {
    private int[] tokens;
    private boolean followed;
    private boolean closed;

    private Stored(int[] tokens) {
      this.tokens = tokens;
      open.add(this);
    }

    private void check() {
      require(!closed, "the cache is closed");
    }

    private void append(int[] more) {
      int before = tokens.length;
      tokens = Arrays.copyOf(tokens, before + more.length);
      System.arraycopy(more, 0, tokens, before, more.length);
    }

    @Override
    public int length() {
      check();
      return tokens.length;
    }

    @Override
    public void truncate(int length) {
      check();
      require(length <= tokens.length, "a cache cannot be cut to more than it has");
      tokens = Arrays.copyOf(tokens, length);
    }

    @Override
    public Cache fork() {
      check();
      var fork = new Stored(tokens.clone());
      fork.followed = followed;
      return fork;
    }

    @Override
    public void followForDrafts() {
      require(tokens.length == 0, "it is too late to follow");
      followed = true;
    }

    @Override
    public long bytes() {
      check();
      return cacheBytes(tokens.length);
    }

    @Override
    public void close() {
      closed = true;
      open.remove(this);
    }
  }
}
