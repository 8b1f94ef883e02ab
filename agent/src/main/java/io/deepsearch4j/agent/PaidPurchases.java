package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.TokenEstimate;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/// Purchases through the run's [Ledger]: what is stored there under the step and slot is given
/// back, everything else is bought within the run's budget and stored.
///
/// Before a reply is bought its worst cost is set aside, so that calls in parallel cannot pass the
/// budget together. When little money is left, the reply may be no longer than what it can pay for.
final class PaidPurchases implements Purchases {
  /// A reply that may hold less than this is not worth buying.
  private static final int SHORTEST = 256;

  private static final BigDecimal NO_LIMIT = new BigDecimal("1e15");

  private final Ledger ledger;
  private final Surroundings surroundings;
  private final Budget budget;
  private final String episode;
  private final int step;
  private final AtomicReference<Spent> spent = new AtomicReference<>(Spent.NOTHING);

  /// What is bought from, and who watches.
  record Surroundings(Models models, Web web, PageStore pages, Watcher watcher) {}

  PaidPurchases(Ledger ledger, Surroundings surroundings, Budget budget, String episode, int step) {
    this.ledger = ledger;
    this.surroundings = surroundings;
    this.budget = budget;
    this.episode = episode;
    this.step = step;
  }

  @Override
  public Reply reply(String slot, Part part, ChatRequest request) {
    Models.Player player = surroundings.models().player(part);
    String response =
        ledger.once(
            key(slot),
            part == Part.READER ? CallKind.READ : CallKind.MODEL,
            episode,
            part.name().toLowerCase(java.util.Locale.ROOT),
            Replies.sha256(request),
            () -> buy(player, part, request));
    Reply reply = Replies.JSON.readValue(response, Reply.class);
    add(new Spent(1, 0, reply.usage(), player.price().cost(reply.usage()), 0));
    return reply;
  }

  private Paid buy(Models.Player player, Part part, ChatRequest request) {
    ChatModel model = player.model();
    long prompt = TokenEstimate.DEFAULT.tokens(request);
    int longest = longest(player, request, prompt);
    var worst = new Usage(prompt, 0, longest, 0);
    var wanted = new Ledger.Spending(prompt + longest, player.price().cost(worst));
    var limit = new Ledger.Spending(budget.tokens() + longest, money());
    surroundings
        .watcher()
        .waitingFor(part == Part.READER ? CallKind.READ : CallKind.MODEL, model.name());
    try (Ledger.Reservation _ = ledger.reserve(wanted, limit).orElseThrow(this::noMoney)) {
      ChatRequest sent =
          longest == request.sampling().maxTokens()
              ? request
              : request.withSampling(request.sampling().withMaxTokens(longest));
      Reply reply = answered(model, part, sent);
      return new Paid(
          Replies.JSON.writeValueAsString(reply),
          reply.usage(),
          player.price().cost(reply.usage()));
    }
  }

  private Reply answered(ChatModel model, Part part, ChatRequest request) {
    try {
      return model.reply(request, delta -> surroundings.watcher().piece(part, delta));
    } catch (ChatException e) {
      // Whoever asked, planner, reader or loop: a cancelled call is no trouble with the model.
      throw e.kind() == ChatException.Kind.CANCELLED ? new Cancelled() : e;
    }
  }

  private BigDecimal money() {
    return budget.money().signum() == 0 ? NO_LIMIT : budget.money();
  }

  private int longest(Models.Player player, ChatRequest request, long prompt) {
    int wanted = request.sampling().maxTokens();
    BigDecimal perToken = player.price().cost(new Usage(0, 0, 1, 0));
    if (budget.money().signum() == 0 || perToken.signum() == 0) {
      return wanted;
    }
    BigDecimal left =
        budget
            .money()
            .subtract(ledger.bill().total().cost())
            .subtract(player.price().cost(new Usage(prompt, 0, 0, 0)));
    long affordable = left.divide(perToken, 0, RoundingMode.FLOOR).longValue();
    if (affordable < SHORTEST) {
      throw noMoney();
    }
    return (int) Math.min(wanted, affordable);
  }

  private BudgetSpent noMoney() {
    return budget.money().signum() == 0
        ? new BudgetSpent(StopReason.MAX_TOKENS, "all tokens are used")
        : new BudgetSpent(StopReason.MAX_COST, "the next call could cost more than is left");
  }

  @Override
  public Searched search(String slot, Query query) {
    String asked = Replies.JSON.writeValueAsString(query);
    String response =
        ledger.once(
            key(slot),
            CallKind.SEARCH,
            episode,
            "search",
            hash(asked),
            () -> {
              surroundings.watcher().waitingFor(CallKind.SEARCH, query.text());
              Searched searched = surroundings.web().search(query);
              if (searched instanceof Searched.Broken) {
                throwIfCancelled();
              }
              return Paid.free(Replies.JSON.writerFor(Searched.class).writeValueAsString(searched));
            });
    return Replies.JSON.readValue(response, Searched.class);
  }

  @Override
  public Fetched open(String slot, URI url) {
    var fetched = new ArrayList<Fetched>(1);
    String response =
        ledger.once(
            key(slot),
            CallKind.OPEN,
            episode,
            "open",
            hash(url.toString()),
            () -> {
              surroundings.watcher().waitingFor(CallKind.OPEN, url.toString());
              Fetched now = surroundings.web().open(url);
              if (!(now instanceof Fetched.Opened)) {
                throwIfCancelled();
              }
              fetched.add(now);
              return Paid.free(stored(now));
            });
    if (!fetched.isEmpty()) {
      return fetched.getFirst();
    }
    JsonNode json = Replies.JSON.readTree(response);
    if (!json.path("kind").asString("").equals("stored")) {
      return Replies.JSON.readValue(response, Fetched.class);
    }
    Page page = Replies.JSON.treeToValue(json.get("page"), Page.class);
    return new Fetched.Opened(
        page,
        surroundings
            .pages()
            .document(page.id())
            .orElseThrow(
                () ->
                    new RunException(
                        RunException.Kind.STORE,
                        "the page store lacks page "
                            + page.id()
                            + ", which this run has opened; restore the folder pages")));
  }

  // An outcome that only says that we were cancelled must not be given again when the run goes on.
  private static void throwIfCancelled() {
    if (Thread.currentThread().isInterrupted()) {
      throw new Cancelled();
    }
  }

  // The document itself is in the page store already; the ledger keeps the page's record.
  private static String stored(Fetched fetched) {
    return switch (fetched) {
      case Fetched.Opened(var page, _) ->
          Replies.JSON
              .createObjectNode()
              .put("kind", "stored")
              .set("page", Replies.JSON.valueToTree(page))
              .toString();
      case Fetched.Refused _, Fetched.Unreachable _, Fetched.Unreadable _ ->
          Replies.JSON.writerFor(Fetched.class).writeValueAsString(fetched);
    };
  }

  @Override
  public Spent spent() {
    return spent.get();
  }

  private void add(Spent more) {
    spent.accumulateAndGet(more, Spent::plus);
  }

  private String key(String slot) {
    return episode + "/" + step + "/" + slot;
  }

  private static String hash(String text) {
    return PageStore.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
