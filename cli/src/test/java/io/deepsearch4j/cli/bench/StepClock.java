package io.deepsearch4j.cli.bench;

import io.deepsearch4j.agent.CallKind;
import io.deepsearch4j.agent.Observation;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Times the steps of one run: from one action carried out and stored to the next, less the time
/// that model and web took. So a step is a choice, its action, and the storing of both.
final class StepClock implements Watcher {
  private final List<Lap> laps = new ArrayList<>();
  private long last;
  private long outside;

  /// One step.
  record Lap(Observation observation, double millis) {}

  synchronized List<Lap> laps() {
    return List.copyOf(laps);
  }

  @Override
  public synchronized void step(int position, Step step) {
    long now = System.nanoTime();
    if (step instanceof Step.Acted acted && acted.episode().startsWith("research")) {
      laps.add(new Lap(acted.observation(), (now - last - outside) / 1e6));
    }
    if (!(step instanceof Step.Chosen)) {
      outside = 0;
      last = System.nanoTime();
    }
  }

  @Override
  public void waitingFor(CallKind kind, String what) {}

  @Override
  public void piece(Part part, Delta delta) {}

  private <T> T outside(Supplier<T> call) {
    long start = System.nanoTime();
    T result = call.get();
    synchronized (this) {
      outside += System.nanoTime() - start;
    }
    return result;
  }

  ChatModel timed(ChatModel model) {
    return new ChatModel() {
      @Override
      public String name() {
        return model.name();
      }

      @Override
      public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
        return outside(() -> model.reply(request, watcher));
      }
    };
  }

  Web timed(Web web) {
    return new Web() {
      @Override
      public Searched search(Query query) {
        return outside(() -> web.search(query));
      }

      @Override
      public Fetched open(URI url) {
        return outside(() -> web.open(url));
      }
    };
  }
}
