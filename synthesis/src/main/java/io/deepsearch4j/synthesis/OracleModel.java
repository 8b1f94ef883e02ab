package io.deepsearch4j.synthesis;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.synthesis.Searching.Candidate;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A model that knows the truth of a practice web and plays every part of one run in shorthand. Now
/// and then it takes a wrong turn on purpose, so that there is something to recover from.
public final class OracleModel implements ChatModel {
  private final Oracle oracle;
  private final PracticeQuestion question;
  private final RandomGenerator random;
  private final double wandering;
  private final Memory memory;
  private final List<Exchange> exchanges = new ArrayList<>();

  /// A request and what was said to it.
  ///
  /// @param wrong it was a wrong turn on purpose; nobody should learn it
  record Exchange(ChatRequest request, Said said, boolean wrong) {
    String part() {
      return request.messages().getFirst().text();
    }

    String asked() {
      return request.messages().getLast().text();
    }
  }

  /// @param wandering how often it takes a wrong turn where there is one to take, from 0 to 1
  public OracleModel(
      Oracle oracle, PracticeQuestion question, RandomGenerator random, double wandering) {
    this.oracle = oracle;
    this.question = question;
    this.random = random;
    this.wandering = wandering;
    this.memory = new Memory(oracle.truth().links());
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public synchronized Reply reply(ChatRequest request, Consumer<Delta> watcher) {
    Exchange exchange = exchange(request);
    exchanges.add(exchange);
    String thought = request.thinking() == Thinking.SLOW ? exchange.said().thought() : "";
    if (!thought.isEmpty()) {
      watcher.accept(new Delta.Reasoning(thought));
    }
    watcher.accept(new Delta.Text(exchange.said().reply()));
    return new Reply(
        new Message.Assistant(exchange.said().reply(), thought, List.of()),
        Reply.Finish.STOP,
        Usage.NONE,
        name(),
        false,
        List.of());
  }

  /// All that was said so far, in order.
  synchronized List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  private Exchange exchange(ChatRequest request) {
    String part = request.messages().getFirst().text();
    String text = request.messages().getLast().text();
    return switch (part) {
      case "plan" -> new Exchange(request, oracle.plan(question), false);
      case "search" -> search(request, SearchRequest.of(text));
      case "read" -> new Exchange(request, read(ReadRequest.of(text)), false);
      case "judge" -> new Exchange(request, oracle.judge(text), false);
      default -> throw new IllegalArgumentException("nobody plays the part " + part);
    };
  }

  private Exchange search(ChatRequest request, SearchRequest asked) {
    boolean mayOnlyEnd = request.forms().forms().size() == 1 && !asked.isComplete();
    if (mayOnlyEnd) {
      return new Exchange(request, new Said(asked.last(), "give up"), true);
    }
    Said best = oracle.search(asked, memory);
    Optional<Candidate> wrong = wrongTurn(asked, best);
    Said said = wrong.map(Candidate::said).orElse(best);
    String question = Searching.question(asked);
    if (said.reply().startsWith("read ")) {
      for (Candidate candidate : all(asked)) {
        if (candidate.said().reply().equals(said.reply())) {
          memory.tried(question, candidate.url());
        }
      }
    }
    return new Exchange(request, said, wrong.isPresent());
  }

  /// Another page than the best, where there is one and chance wants it.
  private Optional<Candidate> wrongTurn(SearchRequest asked, Said best) {
    if (!best.reply().startsWith("read ") || random.nextDouble() >= wandering) {
      return Optional.empty();
    }
    List<Candidate> others =
        all(asked).stream()
            .filter(other -> !other.said().reply().equals(best.reply()))
            .filter(other -> !memory.tried(Searching.question(asked)).contains(other.url()))
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(others.get(random.nextInt(others.size())));
  }

  /// Every page that is shown and whose address is known.
  private List<Candidate> all(SearchRequest asked) {
    List<SearchRequest.Choice> choices = new ArrayList<>(asked.from());
    choices.addAll(asked.choices());
    List<Candidate> all = new ArrayList<>();
    for (SearchRequest.Choice choice : choices) {
      Optional<URI> url =
          asked.from().contains(choice)
              ? memory.titled(choice.label())
              : memory.address(Searching.question(asked), choice);
      url.ifPresent(at -> all.add(new Candidate(choice, at, choice.label())));
    }
    return all;
  }

  private Said read(ReadRequest asked) {
    String question = asked.subject() + " : " + asked.asked();
    Optional<URI> at = oracle.address(asked);
    at.ifPresent(url -> memory.read(asked.title(), url, question));
    Said said = oracle.read(asked, at);
    for (String line : said.reply().lines().filter(it -> it.startsWith("open ")).toList()) {
      String label = line.substring("open ".length(), line.lastIndexOf(' '));
      at.flatMap(url -> oracle.linked(url, label))
          .ifPresent(url -> memory.proposed(question, label, url));
    }
    return said;
  }
}
