package io.deepsearch4j.evaluation;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Equipment;
import io.deepsearch4j.agent.Models;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The real agent on an empty web with a model that first calls a tool that does not exist, and
/// then answers whatever it was told to.
final class Guesser implements Solver, AutoCloseable {
  private final RunStore store;
  private final Runs runs;
  private final AtomicInteger solved = new AtomicInteger();

  private Guesser(Path folder, ChatModel model) {
    store = RunStore.open(folder);
    var pages = new PageStore(folder.resolve("pages"));
    var models = Models.all(model, Price.FREE);
    runs =
        new Runs(
            store,
            _ -> new Equipment(new Nowhere(), pages, models, Embedder.none(), () -> {}),
            RunQueueConfig.FOREGROUND);
  }

  /// @param guess from a question to what is answered
  static Guesser answering(Path folder, Function<String, String> guess) {
    return new Guesser(folder, ScriptedChatModel.answering(request -> reply(request, guess)));
  }

  static Guesser broken(Path folder) {
    return new Guesser(
        folder,
        ScriptedChatModel.answering(
            _ -> {
              throw new IllegalArgumentException("the model is broken; mend it");
            }));
  }

  private static Reply reply(ChatRequest request, Function<String, String> guess) {
    String system = request.messages().getFirst().text();
    if (system.startsWith("You plan")) {
      return costing(ScriptedChatModel.saying("{\"conditions\":[\"it\"],\"queries\":[\"it\"]}"));
    }
    if (system.startsWith("You check")) {
      return calling("judge", "{\"sentences\":[{\"n\":1,\"support\":\"unsupported\"}]}");
    }
    if (request.messages().stream().noneMatch(Message.Assistant.class::isInstance)) {
      return calling("fly", "{}");
    }
    String all =
        request.messages().stream()
            .map(message -> message.text())
            .collect(Collectors.joining("\n"));
    return calling(
        "final_answer", "{\"answer\":\"%s\",\"confidence\":50}".formatted(guess.apply(all)));
  }

  private static Reply calling(String tool, String arguments) {
    return costing(ScriptedChatModel.calling(ScriptedChatModel.call("1", tool, arguments)));
  }

  private static Reply costing(Reply reply) {
    return new Reply(
        reply.message(), reply.finish(), new Usage(100, 0, 50, 10), "scripted", false, List.of());
  }

  @Override
  public Run solve(Task task, Watcher watcher) throws InterruptedException {
    solved.incrementAndGet();
    AgentConfig usual = AgentConfig.DEFAULT;
    var quick =
        new AgentConfig(
            AgentConfig.Depth.QUICK,
            0,
            0,
            0,
            usual.maxCost(),
            1,
            0,
            usual.policy(),
            usual.window(),
            usual.pace(),
            usual.style());
    var named = new RunSpec.Named("scripted", Price.FREE);
    var spec =
        new RunSpec(
            new Question(task.question(), task.language(), LocalDate.of(2025, 1, 1)),
            List.of(),
            quick,
            Arrays.stream(Part.values()).collect(Collectors.toMap(part -> part, _ -> named)),
            "{}");
    return runs.await(runs.start(spec, watcher));
  }

  /// How many tasks it was given.
  int solved() {
    return solved.get();
  }

  @Override
  public void close() {
    runs.close();
    store.close();
  }

  private static final class Nowhere implements Web {
    @Override
    public Searched search(Query query) {
      return new Searched.Nothing("nowhere");
    }

    @Override
    public Fetched open(URI url) {
      return new Fetched.Unreachable(url, 404, "there is nothing");
    }
  }
}
