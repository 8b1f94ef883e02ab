package io.deepsearch4j.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several webs as one: a search asks all of them at once and merges by reciprocal rank; an address
/// is opened by the first part that is responsible for its scheme, and by no other.
public final class JoinedWeb implements Web {
  private final List<Part> parts;

  /// One of the webs and the address schemes it opens, in lower case.
  public record Part(Web web, Set<String> schemes) {
    public Part {
      schemes = Set.copyOf(schemes);
    }

    /// A web of local documents.
    public static Part files(Web web) {
      return new Part(web, Set.of("file"));
    }

    /// A web of pages.
    public static Part pages(Web web) {
      return new Part(web, Set.of("http", "https"));
    }
  }

  public JoinedWeb(List<Part> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a joined web needs at least one part");
    }
    this.parts = List.copyOf(parts);
  }

  @Override
  public Searched search(Query query) {
    var found = new ArrayList<List<Hit>>();
    var fruitless = new ArrayList<Searched>();
    for (Searched searched : searchAll(query)) {
      if (searched instanceof Searched.Found(var hits)) {
        found.add(hits);
      } else {
        fruitless.add(searched);
      }
    }
    return found.isEmpty()
        ? Outcomes.worst(fruitless)
        : new Searched.Found(Fusion.merge(found, query.limit()));
  }

  private List<Searched> searchAll(Query query) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var pending = new ArrayList<Future<Searched>>();
      for (Part part : parts) {
        pending.add(threads.submit(() -> part.web().search(query)));
      }
      var answers = new ArrayList<Searched>();
      for (Future<Searched> one : pending) {
        answers.add(one.get());
      }
      return answers;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of(new Searched.Broken("search", "the search was cancelled"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public Fetched open(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    for (Part part : parts) {
      if (part.schemes().contains(scheme)) {
        return part.web().open(url);
      }
    }
    return new Fetched.Refused(
        url, Fetched.Reason.ADDRESS, "nothing here opens addresses of this kind");
  }
}
