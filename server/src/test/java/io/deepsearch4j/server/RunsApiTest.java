package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs over HTTP: started, watched, steered, read.
class RunsApiTest {
  @TempDir Path folder;

  @Test
  void aRunIsAcceptedAndEndsWithAnAnswer() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();

      Client.Got accepted = client.post("api/v1/runs", "{\"question\":\"" + Tower.QUESTION + "\"}");
      String id = accepted.json().path("id").asString();
      List<Client.Event> events = client.events(id);

      assertThat(accepted.status()).isEqualTo(202);
      assertThat(accepted.header("Location")).isEqualTo("/api/v1/runs/" + id);
      assertThat(events.getLast().type()).isEqualTo("end");
      assertThat(events.getLast().json().path("state").asString()).isEqualTo("completed");
      assertThat(events.getLast().json().path("stop_reason").asString()).isEqualTo("answered");
      JsonNode run = client.get("api/v1/runs/" + id).json();
      assertThat(run.path("state").asString()).isEqualTo("completed");
    }
  }

  @Test
  void stepsComeInOrderAndAReaderWhoComesBackMissesNone() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);

      List<String> all = ids(client.events(id));
      List<String> rest = ids(client.events(id, "Last-Event-ID", all.get(2)));

      assertThat(all)
          .containsExactlyElementsOf(
              IntStream.range(0, all.size()).mapToObj(String::valueOf).toList());
      assertThat(rest).containsExactlyElementsOf(all.subList(3, all.size()));
    }
  }

  @Test
  void aReaderWhoHasSeenMoreThanThereIsIsToldOfTheGap() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      int steps = ids(client.events(id)).size();

      List<Client.Event> events = client.events(id, "Last-Event-ID", "5000");

      assertThat(events)
          .filteredOn(event -> event.type().equals("gap"))
          .singleElement()
          .satisfies(gap -> assertThat(gap.json().path("from").asInt()).isEqualTo(steps));
    }
  }

  @Test
  void theSameRequestUnderTheSameKeyStartsOneRun() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String body = "{\"question\":\"" + Tower.QUESTION + "\"}";

      Client.Got first = client.post("api/v1/runs", body, "Idempotency-Key", "k1");
      Client.Got again = client.post("api/v1/runs", body, "Idempotency-Key", "k1");
      Client.Got other =
          client.post("api/v1/runs", "{\"question\":\"Why?\"}", "Idempotency-Key", "k1");

      assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
      assertThat(other.status()).isEqualTo(409);
      assertThat(other.json().path("code").asString()).isEqualTo("key_reused");
      assertThat(server.store.list(10)).hasSize(1);
    }
  }

  @Test
  void aPlanCanBeChangedAndApprovedBeforeWorkBegins() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id =
          client
              .post("api/v1/runs", "{\"question\":\"" + Tower.QUESTION + "\",\"approval\":\"ask\"}")
              .json()
              .path("id")
              .asString();
      awaitState(client, id, "awaiting_approval");
      Client.Got plan = client.get("api/v1/runs/" + id + "/plan");
      String edited =
          "{\"conditions\":[{\"text\":\"the height in metres\"}],\"queries\":[\"tower\"]}";

      Client.Got stale =
          client.put("api/v1/runs/" + id + "/plan", edited, "If-Match", "\"another\"");
      Client.Got unconditional = client.put("api/v1/runs/" + id + "/plan", edited);
      Client.Got changed =
          client.put("api/v1/runs/" + id + "/plan", edited, "If-Match", plan.header("ETag"));
      Client.Got outdated =
          client.post("api/v1/runs/" + id + "/approve", "", "If-Match", plan.header("ETag"));
      Client.Got approved =
          client.post("api/v1/runs/" + id + "/approve", "", "If-Match", changed.header("ETag"));

      assertThat(stale.json().path("code").asString()).isEqualTo("plan_changed");
      assertThat(unconditional.status()).isEqualTo(428);
      assertThat(changed.status()).isEqualTo(200);
      assertThat(outdated.status()).isEqualTo(409);
      assertThat(approved.status()).isEqualTo(202);
      assertThat(client.events(id).getLast().json().path("state").asString())
          .isEqualTo("completed");
      assertThat(client.get("api/v1/runs/" + id + "/plan").text()).contains("height in metres");
      assertThat(client.post("api/v1/runs/" + id + "/approve", "").status()).isEqualTo(409);
    }
  }

  @Test
  void whatAPlanAsksCanBeAnsweredAndANewPlanComesOfIt() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String run = "api/v1/runs/" + asking(client, Tower.UNCLEAR);
      Client.Got plan = client.get(run + "/plan");
      String tag = plan.header("ETag");
      String answers = "{\"answers\":[\"the one at tower.example\"]}";

      Client.Got unconditional = client.put(run + "/plan/answers", answers);
      Client.Got stale = client.put(run + "/plan/answers", answers, "If-Match", "\"another\"");
      Client.Got tooMany =
          client.put(run + "/plan/answers", "{\"answers\":[\"a\",\"b\"]}", "If-Match", tag);
      Client.Got none = client.put(run + "/plan/answers", "{}", "If-Match", tag);
      Client.Got tooLong =
          client.put(
              run + "/plan/answers",
              "{\"answers\":[\"" + "x".repeat(2_001) + "\"]}",
              "If-Match",
              tag);
      Client.Got answered = client.put(run + "/plan/answers", answers, "If-Match", tag);
      String id = answered.json().path("id").asString();
      awaitState(client, id, "awaiting_approval");
      Client.Got made = client.get(run + "/plan");
      client.post(run + "/approve", "", "If-Match", made.header("ETag"));

      assertThat(plan.json().path("questions").path(0).path("text").asString())
          .isEqualTo("Which tower do you mean?");
      assertThat(unconditional.status()).isEqualTo(428);
      assertThat(stale.json().path("code").asString()).isEqualTo("plan_changed");
      assertThat(tooMany.status()).isEqualTo(422);
      assertThat(none.status()).isEqualTo(422);
      assertThat(tooLong.status()).isEqualTo(422);
      assertThat(answered.status()).isEqualTo(202);
      assertThat(made.json().path("questions").isArray()).isTrue();
      assertThat(made.json().path("questions")).isEmpty();
      assertThat(made.header("ETag")).isNotEqualTo(tag);
      assertThat(client.events(id).getLast().json().path("state").asString())
          .isEqualTo("completed");
    }
  }

  @Test
  void aPlanThatAsksNothingCannotBeAnsweredAndOneThatIsEditedMayKeepItsQuestions() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String clear = "api/v1/runs/" + asking(client, Tower.QUESTION);
      String unclear = "api/v1/runs/" + asking(client, Tower.UNCLEAR);
      Client.Got plan = client.get(clear + "/plan");
      Client.Got asks = client.get(unclear + "/plan");

      Client.Got refused =
          client.put(clear + "/plan/answers", "{\"answers\":[]}", "If-Match", plan.header("ETag"));
      Client.Got broken =
          client.put(
              unclear + "/plan",
              "{\"conditions\":[{\"text\":\"a\"}],\"questions\":[null]}",
              "If-Match",
              asks.header("ETag"));
      Client.Got edited =
          client.put(unclear + "/plan", asks.text(), "If-Match", asks.header("ETag"));

      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().path("code").asString()).isEqualTo("conflict");
      assertThat(broken.status()).isEqualTo(422);
      assertThat(broken.json().path("detail").asString()).contains("an entry of a plan is a text");
      assertThat(edited.json()).isEqualTo(asks.json());
    }
  }

  private static String asking(Client client, String question) {
    String id =
        client
            .post("api/v1/runs", "{\"question\":\"" + question + "\",\"approval\":\"ask\"}")
            .json()
            .path("id")
            .asString();
    awaitState(client, id, "awaiting_approval");
    return id;
  }

  @Test
  void aRunThatIsAskedToFinishAnswersFromWhatItKnows() throws Exception {
    var gate = new Gate(Tower.model(), 6);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      gate.awaitReached();

      Client.Got asked = client.post("api/v1/runs/" + id + "/finish-now", "");
      gate.open();
      Client.Event end = client.events(id).getLast();

      assertThat(asked.status()).isEqualTo(202);
      assertThat(end.json().path("state").asString()).isIn("partial", "completed");
      assertThat(client.post("api/v1/runs/" + id + "/finish-now", "").status()).isEqualTo(409);
    }
  }

  @Test
  void aCancelledRunCanBeResumedAndForked() throws Exception {
    var gate = new Gate(Tower.model(), 3);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      gate.awaitReached();

      client.post("api/v1/runs/" + id + "/cancel", "");
      awaitState(client, id, "cancelled");
      gate.open();
      Client.Got resumed = client.post("api/v1/runs/" + id + "/resume", "");
      client.events(id);
      Client.Got again = client.post("api/v1/runs/" + id + "/resume", "");
      Client.Got forked = client.post("api/v1/runs/" + id + "/fork", "{\"steps\":1}");
      String child = forked.json().path("id").asString();
      client.events(child);

      assertThat(resumed.status()).isEqualTo(202);
      assertThat(again.status()).as("it is complete").isEqualTo(409);
      assertThat(forked.json().path("parent").asString()).isEqualTo(id);
      awaitState(client, child, "completed");
      assertThat(client.post("api/v1/runs/" + id + "/fork", "{\"steps\":9999}").status())
          .isEqualTo(422);
    }
  }

  @Test
  void evidenceIsShownOnItsPageAndCheckedAgain() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      client.events(id);
      String evidence = "api/v1/runs/" + id + "/evidence";

      JsonNode all = client.get(evidence).json().path("evidence");
      JsonNode passage = client.get(evidence + "/E1").json();
      JsonNode checked = client.get(evidence + "/E1/check").json();
      Client.Got source = client.get(evidence + "/E1/source");

      assertThat(all.path(0).path("quote").asString()).isEqualTo(Tower.FACT);
      int offset = passage.path("offset").asInt();
      int start = passage.path("evidence").path("start").asInt();
      int end = passage.path("evidence").path("end").asInt();
      assertThat(passage.path("text").asString().substring(start - offset, end - offset))
          .isEqualTo(Tower.FACT);
      assertThat(checked.path("trouble").asString()).isEmpty();
      assertThat(source.text()).contains(Tower.FACT);
      assertThat(source.header("Content-Disposition")).startsWith("attachment");
      assertThat(client.get(evidence + "/E9").status()).isEqualTo(404);
    }
  }

  @Test
  void theBillIsTheSumOfItsLines() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      client.events(id);

      JsonNode usage = client.get("api/v1/runs/" + id + "/usage").json();
      JsonNode trace = client.get("api/v1/runs/" + id + "/trace").json();

      long tokens =
          usage
              .path("lines")
              .valueStream()
              .mapToLong(line -> line.path("prompt_tokens").asLong())
              .sum();
      assertThat(tokens).isPositive().isEqualTo(usage.path("total").path("prompt_tokens").asLong());
      long traced =
          trace
              .path("calls")
              .valueStream()
              .mapToLong(call -> call.path("prompt_tokens").asLong())
              .sum();
      assertThat(traced).isEqualTo(tokens);
    }
  }

  @Test
  void aRunSaysWhatItHasCostAndWhatItMayCost() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id =
          client
              .post(
                  "api/v1/runs",
                  "{\"question\":\""
                      + Tower.QUESTION
                      + "\",\"depth\":\"quick\",\"max_cost\":0.5,\"max_steps\":9}")
              .json()
              .path("id")
              .asString();
      client.events(id);

      JsonNode run = client.get("api/v1/runs/" + id).json();
      JsonNode listed = client.get("api/v1/runs").json().path("runs").path(0);
      JsonNode bill = client.get("api/v1/runs/" + id + "/usage").json().path("total");

      assertThat(run.path("cost").decimalValue()).isPositive();
      assertThat(run.path("cost")).isEqualTo(bill.path("cost"));
      assertThat(listed.path("cost")).isEqualTo(bill.path("cost"));
      JsonNode limits = run.path("limits");
      assertThat(limits.path("max_cost").decimalValue()).isEqualByComparingTo("0.5");
      assertThat(limits.path("max_steps").asInt()).isEqualTo(9);
      assertThat(limits.path("max_minutes").asInt()).as("what the depth gives").isEqualTo(3);
      assertThat(limits.path("window").asInt()).isEqualTo(60_000);
    }
  }

  @Test
  void aRunThatHasEndedCanBeDeletedAndIsGone() throws Exception {
    var gate = new Gate(Tower.model(), 3);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      gate.awaitReached();

      Client.Got early = client.delete("api/v1/runs/" + id);
      gate.open();
      client.events(id);
      Client.Got deleted = client.delete("api/v1/runs/" + id);

      assertThat(early.status()).isEqualTo(409);
      assertThat(early.json().path("code").asString()).isEqualTo("conflict");
      assertThat(early.json().path("detail").asString()).contains("cancel it first");
      assertThat(deleted.status()).isEqualTo(204);
      assertThat(deleted.text()).isEmpty();
      assertThat(client.get("api/v1/runs/" + id).status()).isEqualTo(404);
      assertThat(client.get("api/v1/runs/" + id + "/evidence").status()).isEqualTo(404);
      assertThat(client.delete("api/v1/runs/" + id).status()).isEqualTo(404);
      assertThat(client.get("api/v1/runs").json().path("runs")).isEmpty();
      assertThat(server.store.calls(id)).isEmpty();
    }
  }

  @Test
  void evidenceOfAnotherRunOnTheSamePageStaysWhenARunIsDeleted() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String kept = client.start(Tower.QUESTION);
      client.events(kept);
      String deleted = client.start(Tower.QUESTION);
      client.events(deleted);

      client.delete("api/v1/runs/" + deleted);

      String evidence = "api/v1/runs/" + kept + "/evidence/E1";
      assertThat(client.get(evidence + "/check").json().path("trouble").asString()).isEmpty();
      assertThat(client.get(evidence + "/source").text()).contains(Tower.FACT);
    }
  }

  @Test
  void aFullQueueTurnsRunsAway() throws Exception {
    var gate = new Gate(Tower.model(), 1);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      Client.Got kept =
          client.post("api/v1/runs", "{\"question\":\"kept\"}", "Idempotency-Key", "k");
      for (int i = 0; i < 3; i++) {
        awaitState(client, client.start(Tower.QUESTION), "planning");
      }
      Client.Got last = client.post("api/v1/runs", "{\"question\":\"q\"}");
      while (last.status() == 202) {
        assertThat(last.json().path("queue_position").asInt()).isPositive();
        last = client.post("api/v1/runs", "{\"question\":\"q\"}");
      }

      assertThat(last.status()).isEqualTo(503);
      assertThat(last.json().path("code").asString()).isEqualTo("queue_full");
      assertThat(last.header("Retry-After")).isNotEmpty();
      Client.Got again =
          client.post("api/v1/runs", "{\"question\":\"kept\"}", "Idempotency-Key", "k");
      assertThat(again.status()).isEqualTo(202);
      assertThat(again.json().path("id")).isEqualTo(kept.json().path("id"));
      gate.open();
    }
  }

  private static List<String> ids(List<Client.Event> events) {
    return events.stream()
        .filter(event -> event.type().equals("step"))
        .map(Client.Event::id)
        .toList();
  }

  static void awaitState(Client client, String id, String state) {
    Await.until(
        () -> client.get("api/v1/runs/" + id).json().path("state").asString().equals(state));
  }
}
