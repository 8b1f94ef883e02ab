package io.deepsearch4j.engine;

import io.deepsearch4j.engine.network.Network;
import io.deepsearch4j.engine.network.Network.Rows;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/// Decides who is in the next pass, runs it, and hands the tokens out. Used by the engine's thread
/// only.
///
/// Every pass has one token (and a draft, perhaps) of each reply that is being written, and up to a
/// chunk of the prompts that are still being read; so nobody waits for a long prompt of somebody
/// else, and replies share the reading of weights with prompts. Sequences join and leave between
/// passes. When caches outgrow their memory, kept ones go first; then the youngest sequence gives
/// its cache up and is computed again later, which changes nothing in what it says.
final class Scheduler implements AutoCloseable {
  private final Network network;
  private final EngineLimits limits;
  private final InstantSource clock;
  private final Drafts drafts;
  private final PrefixCache kept = new PrefixCache();
  private final Sampler sampler = new Sampler();
  private final Likelihoods likelihoods = new Likelihoods();
  private final float[] logits;
  private final LongAdder proposed = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final Beginnings beginnings;

  private final Deque<Sequence> waiting = new ArrayDeque<>();

  /// In the order of arrival.
  private final List<Sequence> running = new ArrayList<>();

  Scheduler(Network network, EngineLimits limits, InstantSource clock) {
    this.network = network;
    this.limits = limits;
    this.clock = clock;
    drafts = new Drafts(network, limits.speculation());
    beginnings = new Beginnings(network, drafts, kept, running);
    logits = new float[network.config().vocabulary()];
  }

  /// How the drafts have done so far; also for other threads.
  Drafted drafted() {
    return new Drafted(proposed.sum(), accepted.sum());
  }

  void add(Sequence sequence) {
    waiting.add(sequence);
  }

  boolean isIdle() {
    return waiting.isEmpty() && running.isEmpty();
  }

  /// Runs one pass.
  void step() {
    endCancelled();
    makeRoom();
    admit();
    int before = running.size();
    List<Share> shares = shares();
    if (!shares.isEmpty()) {
      run(shares);
    } else if (before > 0 && before == running.size()) {
      throw new IllegalStateException("no sequence can go on");
    }
  }

  private void endCancelled() {
    for (Iterator<Sequence> all = waiting.iterator(); all.hasNext(); ) {
      Sequence sequence = all.next();
      if (sequence.ticket().isCancelled()) {
        all.remove();
        sequence.end(clock.instant());
      }
    }
    for (Sequence sequence : List.copyOf(running)) {
      if (sequence.ticket().isCancelled()) {
        end(sequence);
      }
    }
  }

  private void makeRoom() {
    boolean more = true;
    while (more && network.available() < needed()) {
      more = kept.dropOldest() || preemptYoungest();
    }
  }

  /// What one pass may take: its prompts, and some pages of each sequence that are begun, or shared
  /// and now written to.
  private long needed() {
    return network.cacheBytes(limits.chunk()) + 3L * running.size() * network.cacheBytes(1);
  }

  /// Whoever is alone goes on; if the memory is too small even for one, the network will say so.
  private boolean preemptYoungest() {
    List<Sequence> begun = begun(_ -> true);
    if (begun.size() < 2) {
      return false;
    }
    Sequence youngest = begun.getLast();
    youngest.dropCache();
    running.remove(youngest);
    waiting.addFirst(youngest);
    return true;
  }

  private void admit() {
    while (!waiting.isEmpty() && running.size() < limits.sequences()) {
      if (!running.isEmpty() && !fits(waiting.getFirst())) {
        return;
      }
      running.add(waiting.removeFirst());
    }
  }

  /// Whether there is memory for the sequence beside what the running ones will soon take.
  private boolean fits(Sequence next) {
    long bytes = needed() + network.cacheBytes(beginnings.fresh(next));
    for (Sequence sequence : running) {
      bytes += network.cacheBytes(beginnings.fresh(sequence));
    }
    return bytes <= network.available() + kept.bytes();
  }

  private List<Share> shares() {
    begin();
    var shares = new ArrayList<Share>();
    List<Sequence> replies = begun(sequence -> sequence.pending() == 1);
    for (Sequence sequence : replies) {
      try {
        int[] draft = drafts.of(sequence, limits.drafts() / replies.size());
        shares.add(Share.of(sequence, 1, draft));
      } catch (RuntimeException e) {
        fail(sequence, e);
      }
    }
    read(begun(sequence -> sequence.pending() > 1), shares);
    return shares;
  }

  private List<Sequence> begun(Predicate<Sequence> which) {
    return running.stream().filter(Sequence::isBegun).filter(which).toList();
  }

  private void begin() {
    for (Sequence sequence : List.copyOf(running)) {
      if (!sequence.isBegun() && !beginnings.isUnderway(sequence)) {
        try {
          sequence.begin(beginnings.of(sequence), clock.instant());
        } catch (RuntimeException e) {
          fail(sequence, e);
        }
      }
    }
  }

  /// Gives half of the chunk to the oldest prompt, so that it is read some time, and the rest to
  /// the shortest ones, so that these need not wait for long ones.
  private void read(List<Sequence> prompts, List<Share> shares) {
    if (prompts.isEmpty()) {
      return;
    }
    Sequence oldest = prompts.getFirst();
    int promised = Math.min(oldest.pending(), Math.ceilDiv(limits.chunk(), 2));
    int left = limits.chunk() - promised;
    for (Sequence sequence :
        prompts.stream().skip(1).sorted(Comparator.comparingInt(Sequence::pending)).toList()) {
      int count = Math.min(left, sequence.pending());
      if (count > 0) {
        shares.add(Share.of(sequence, count, new int[0]));
        left -= count;
      }
    }
    shares.add(Share.of(oldest, Math.min(oldest.pending(), promised + left), new int[0]));
  }

  private void run(List<Share> shares) {
    Network.Output output;
    try {
      output = network.run(shares.stream().map(Share::piece).toList());
    } catch (RuntimeException e) {
      shares.forEach(Share::undo);
      runApart(shares, e);
      return;
    }
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      try {
        take(share, i, output);
      } catch (RuntimeException e) {
        fail(share.sequence(), e);
      }
    }
  }

  /// After a failure everybody gets a pass of their own, so that only who causes it fails; and who
  /// is alone gets one more chance, with the memory of all kept caches.
  private void runApart(List<Share> shares, RuntimeException failure) {
    if (shares.size() > 1) {
      shares.forEach(share -> run(List.of(share)));
    } else if (kept.dropOldest()) {
      kept.close();
      run(shares);
    } else {
      fail(shares.getFirst().sequence(), failure);
    }
  }

  private void take(Share share, int index, Network.Output output) {
    if (share.piece().rows() == Rows.NONE) {
      return;
    }
    Sequence sequence = share.sequence();
    TokenList tokens = sequence.tokens();
    int known = tokens.size();
    int right = 0;
    do {
      output.logits(index, share.row(right), logits);
      choose(sequence);
      right = share.right(known);
    } while (!sequence.isFinished() && known + right == tokens.size());
    if (share.draft().length > 0) {
      sequence.pace().tried(share.draft().length, right);
      proposed.add(share.draft().length);
      accepted.add(right);
    } else {
      sequence.pace().plain();
    }
    sequence.cache().truncate(Math.min(known + right, tokens.size() - 1));
    if (sequence.isFinished()) {
      end(sequence);
    }
  }

  private void choose(Sequence sequence) {
    SamplingOptions options = sequence.options();
    if (!options.reportsLogProbabilities()) {
      sequence.take(chosen(sequence), List.of(), clock.instant());
      return;
    }
    likelihoods.note(logits);
    // What must follow is not said ahead here, because its logits are wanted, too.
    int[] forced = sequence.constraint().forced();
    int token = forced.length > 0 ? forced[0] : chosen(sequence);
    sequence.take(token, likelihoods.of(token, options.logProbabilities()), clock.instant());
  }

  private int chosen(Sequence sequence) {
    return sampler.choose(
        logits, sequence.options(), sequence.tokens(), sequence.prompt(), sequence.constraint());
  }

  private void end(Sequence sequence) {
    running.remove(sequence);
    if (sequence.isBegun()) {
      Network.Cache cache = sequence.giveCache();
      kept.keep(sequence.tokens().range(0, cache.length()), cache);
    }
    sequence.end(clock.instant());
  }

  private void fail(Sequence sequence, RuntimeException cause) {
    running.remove(sequence);
    sequence.dropCache();
    sequence.ticket().failed(cause);
  }

  /// Ends all requests with this sentence.
  void failAll(EngineException cause) {
    List.copyOf(running).forEach(sequence -> fail(sequence, cause));
    waiting.forEach(sequence -> sequence.ticket().failed(cause));
    waiting.clear();
  }

  @Override
  public void close() {
    kept.close();
  }
}
