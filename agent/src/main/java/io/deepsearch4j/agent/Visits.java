package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Opens several addresses at once and tells what each gave.
final class Visits {
  private static final int AT_MOST = 12;

  /// Opens each address on a virtual thread of its own; politeness towards a host is the web's
  /// matter. Interruption cancels what is under way.
  List<Observation.Visit> open(List<URI> urls, Reach.Bounds bounds, Purchases calls) {
    var visits = new ArrayList<Observation.Visit>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<Observation.Visit>>();
      for (int i = 0; i < urls.size(); i++) {
        URI url = urls.get(i);
        String slot = "open/" + i;
        futures.add(threads.submit(() -> visit(url, bounds, slot, calls)));
      }
      for (Future<Observation.Visit> future : futures) {
        visits.add(result(future, threads::shutdownNow));
      }
    }
    return visits;
  }

  private static Observation.Visit result(Future<Observation.Visit> future, Runnable cancel) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      cancel.run();
      Thread.currentThread().interrupt();
      throw new Cancelled();
    } catch (ExecutionException e) {
      cancel.run();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Observation.Visit visit(
      URI url, Reach.Bounds bounds, String slot, Purchases calls) {
    if (!bounds.allow(url)) {
      return new Observation.Missed(
          url,
          "unknown_address",
          "this address came up nowhere in this run; open addresses from results, links or the"
              + " question");
    }
    return switch (calls.open(slot, url)) {
      case Fetched.Opened(var page, var document) -> arrived(url, page, document);
      case Fetched.Refused(_, var reason, var why) ->
          new Observation.Missed(url, "refused_" + reason.name().toLowerCase(Locale.ROOT), why);
      case Fetched.Unreachable(_, var status, var why) ->
          new Observation.Missed(url, status == 0 ? "unreachable" : "unreachable_" + status, why);
      case Fetched.Unreadable(_, _, var reason, var why) ->
          new Observation.Missed(url, "unreadable_" + reason.name().toLowerCase(Locale.ROOT), why);
    };
  }

  private static Observation.Visit arrived(URI url, Page page, Document document) {
    return new Observation.Arrived(
        url,
        page,
        document.title(),
        document.published(),
        document.blocks().stream()
            .filter(block -> block.kind() == Block.Kind.HEADING)
            .limit(AT_MOST)
            .map(block -> Wording.cut(document.text(block.start(), block.end()), 120))
            .toList(),
        document.tables().stream()
            .limit(AT_MOST)
            .map(
                table ->
                    table.id()
                        + ": "
                        + Wording.cut(
                            table.caption().isEmpty() ? table.name() : table.caption(), 120))
            .toList(),
        document.text().length(),
        document.links().size(),
        document.remarks());
  }
}
