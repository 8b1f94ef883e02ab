package io.deepsearch4j.engine;

import io.deepsearch4j.engine.checkpoint.Progress;
import io.deepsearch4j.engine.network.LoadedModel;
import io.deepsearch4j.engine.network.Network;
import io.deepsearch4j.engine.network.NetworkOptions;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import io.deepsearch4j.engine.tokenizer.Tokenizers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A network that generates text for many callers at once. Safe to share between threads.
///
/// One thread does all the work, pass by pass (see `Scheduler`); callers wait for their tokens, and
/// their listeners run on their own threads.
public final class Engine implements AutoCloseable {
  private final Network network;
  private final Tokenizer tokenizer;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Runnable release;
  private final Thread thread;
  private final AtomicBoolean released = new AtomicBoolean();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Queue<Sequence> inbox = new ArrayDeque<>();

  /// Empty while it is open.
  private String whyClosed = "";

  /// @param release what to close with the engine
  Engine(
      Network network,
      Tokenizer tokenizer,
      EngineLimits limits,
      InstantSource clock,
      Runnable release) {
    this.network = network;
    this.tokenizer = tokenizer;
    this.clock = clock;
    this.release = release;
    if (tokenizer.size() > network.config().vocabulary()) {
      throw new EngineException(
          "the tokenizer has %d tokens and the model only %d; use the tokenizer of the same release"
              .formatted(tokenizer.size(), network.config().vocabulary()));
    }
    scheduler = new Scheduler(network, limits, clock);
    thread = Thread.ofPlatform().name("engine").daemon().unstarted(this::work);
    thread.start();
  }

  /// Opens the model and the tokenizer of a folder.
  ///
  /// @throws io.deepsearch4j.engine.checkpoint.CheckpointException when the model cannot be used
  /// @throws io.deepsearch4j.engine.tokenizer.TokenizerException when the tokenizer cannot be used
  ///
  /// @param progress told how much of the weights is in memory
  public static Engine open(
      Path folder, NetworkOptions options, EngineLimits limits, Progress progress) {
    Tokenizer tokenizer = Tokenizers.open(folder);
    LoadedModel model = LoadedModel.open(folder, options, progress);
    try {
      return new Engine(model.network(), tokenizer, limits, InstantSource.system(), model::close);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /// How the drafts of all requests have done so far.
  public Drafted drafted() {
    return scheduler.drafted();
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /// Tokens of the longest sequence, prompt and reply together.
  public int window() {
    return network.config().maxPositions();
  }

  /// Tokens that end a reply of this model.
  List<Integer> ends() {
    return network.config().end();
  }

  /// Generates a reply, handing tokens to the listener as they come, on the caller's thread.
  ///
  /// Interrupting the caller cancels: what was written until then comes back as
  /// [Generation.Finish#CANCELLED], and the thread stays interrupted.
  ///
  /// @throws EngineException when the prompt does not fit, or the engine cannot go on
  public Generation generate(GenerationRequest request, Consumer<GeneratedToken> listener) {
    check(request.prompt());
    var sequence = new Sequence(request, tokenizer, ends(), window(), clock.instant());
    lock.lock();
    try {
      if (!whyClosed.isEmpty()) {
        throw new EngineException(whyClosed);
      }
      inbox.add(sequence);
      asked.signal();
    } finally {
      lock.unlock();
    }
    return sequence.ticket().await(listener);
  }

  private void check(int[] prompt) {
    if (prompt.length >= window()) {
      throw new EngineException(
          "a prompt of %d tokens leaves no room for a reply in the model's window of %d; shorten it"
              .formatted(prompt.length, window()));
    }
    for (int token : prompt) {
      if (token < 0 || token >= network.config().vocabulary()) {
        throw new EngineException(
            "token %d is none of the model's %d; use the tokenizer of the same folder"
                .formatted(token, network.config().vocabulary()));
      }
    }
  }

  private void work() {
    try {
      while (receive()) {
        scheduler.step();
      }
      stop(new EngineException("the engine was closed before the reply was complete"));
    } catch (Throwable e) {
      stop(new EngineException("the engine failed (" + e + "); open the model again", e));
    }
  }

  /// Takes new requests, waiting for one if there is nothing else to do; false once closed.
  private boolean receive() {
    lock.lock();
    try {
      while (inbox.isEmpty() && scheduler.isIdle() && whyClosed.isEmpty()) {
        asked.awaitUninterruptibly();
      }
      inbox.forEach(scheduler::add);
      inbox.clear();
      return whyClosed.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void stop(EngineException cause) {
    close(String.valueOf(cause.getMessage()));
    receive();
    scheduler.failAll(cause);
    scheduler.close();
  }

  private void close(String why) {
    lock.lock();
    try {
      whyClosed = whyClosed.isEmpty() ? why : whyClosed;
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Ends all requests after the pass that is being run, and closes the model.
  @Override
  public void close() {
    close("the engine is closed; open the model again");
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (!released.getAndSet(true)) {
      release.run();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
