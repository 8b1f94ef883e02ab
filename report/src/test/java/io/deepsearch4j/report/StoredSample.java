package io.deepsearch4j.report;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Draft;
import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.Finding;
import io.deepsearch4j.agent.Observation;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Plan;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StopReason;
import io.deepsearch4j.agent.Turn;
import io.deepsearch4j.agent.Verdict;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.documents.BinaryReader;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A finished run in a store, with a page that was really read.
final class StoredSample implements AutoCloseable {
  static final DocumentReader READER =
      new FormatReader(
          DocumentsConfig.DEFAULT,
          new BinaryReader(DocumentsConfig.DEFAULT, source -> notAsked(source.url())));
  static final String SENTENCE = "The lighthouse of Norrholm is 47 m high.";
  static final String SECRET = "swordfish-93";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final URI URL = URI.create("https://norrholm.example/lighthouse");

  final RunStore store;
  final PageStore pages;
  final String id;

  private static Reading notAsked(URI url) {
    return new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "no archive is read here: " + url);
  }

  private StoredSample(RunStore store, PageStore pages, String id) {
    this.store = store;
    this.pages = pages;
    this.id = id;
  }

  /// In a folder.
  static StoredSample in(Path folder) {
    RunStore store = RunStore.open(folder);
    var pages = new PageStore(folder.resolve("pages"));
    Evidence evidence = evidence(pages);
    String id = store.create("How high is the lighthouse?", JSON.writeValueAsString(spec()));
    var turn =
        new Turn(
            "best-first",
            Thinking.FAST,
            new Message.Assistant("", "", List.of()),
            "",
            Reply.Finish.STOP,
            false,
            List.of());
    var plan =
        new Plan(
            List.of(new Plan.Condition("C1", "height of the lighthouse")),
            List.of("Norrholm lighthouse height"),
            List.of(),
            "one source");
    append(store, id, 0, "planned", new Step.Planned("plan", plan, turn, Spent.NOTHING));
    var answered =
        new Observation.Answered(
            evidence.page(),
            URL,
            "Lighthouse",
            "How high is it?",
            finding(evidence),
            List.of("E1"));
    append(
        store,
        id,
        1,
        "acted",
        new Step.Acted(
            "research/0",
            0,
            new Observation.Findings(List.of(answered)),
            List.of(evidence),
            Spent.NOTHING));
    var draft =
        new Draft("47 m", List.of(new Draft.Sentence(SENTENCE, List.of("E1"))), 0.9, List.of());
    var supported = new Verdict.Judgement(Verdict.Support.SUPPORTED, "");
    append(
        store,
        id,
        2,
        "verified",
        new Step.Verified(
            "verify/0", draft, new Verdict.Supported(List.of(supported), 0.9), Spent.NOTHING));
    store.setAnswer(id, JSON.writeValueAsString(answer(evidence)));
    store.setState(id, RunState.COMPLETED, "ANSWERED");
    return new StoredSample(store, pages, id);
  }

  private static void append(RunStore store, String id, int seq, String kind, Step step) {
    store.appendStep(
        id, seq, step.episode(), kind, JSON.writerFor(Step.class).writeValueAsString(step));
  }

  private static Finding finding(Evidence evidence) {
    return new Finding(
        Finding.Status.ANSWERED,
        "47 m",
        0.9,
        List.of(
            new Finding.Quote(
                evidence.start(), evidence.end(), Evidence.Polarity.SUPPORTS, List.of(), false)),
        List.of(),
        List.of(),
        1,
        List.of(),
        List.of());
  }

  private static RunSpec spec() {
    return new RunSpec(
        new Question("How high is the lighthouse?", "en", LocalDate.of(2026, 1, 2)),
        List.of(),
        AgentConfig.DEFAULT,
        Map.of(Part.READER, new RunSpec.Named("small-model", Price.FREE)),
        """
        {"settings":{"chat":{"key-name":"OPENAI_API_KEY","api-key":"%1$s"},
         "store":{"password":"%1$s"},"search":{"templates":[
           {"url":"https://me:%1$s@host/?q={query}&api_key=%1$s","headers":{"X-Api-Key":"%1$s"}}]}}}
        """
            .formatted(SECRET));
  }

  private static Evidence evidence(PageStore pages) {
    byte[] bytes =
        """
        <html lang="en"><head><title>Lighthouse</title></head><body><h1>Lighthouse</h1>
        <p>Built in 1871. The lighthouse is 47 m high and made of granite blocks from the island of
        Norrholm itself, which sailors have praised in letters for more than a century.</p></body></html>
        """
            .getBytes(StandardCharsets.UTF_8);
    Document document =
        switch (READER.read(new Source(bytes, "text/html", URL))) {
          case Reading.Read(var read) -> read;
          case Reading.Unreadable(_, var why) -> throw new IllegalStateException(why);
        };
    String sha256 = pages.keep(bytes);
    String text = PageStore.sha256(document.text().getBytes(StandardCharsets.UTF_8));
    String robots = "allowed by /robots.txt";
    String page = PageStore.pageId(URL, sha256);
    pages.keep(
        new Page(page, URL, URL, List.of(), "text/html", sha256, bytes.length, text, NOON, robots),
        document);
    String quote = "The lighthouse is 47 m high";
    int start = document.text().indexOf(quote);
    return new Evidence(
        "E1",
        page,
        URL,
        "Lighthouse",
        sha256,
        text,
        start,
        start + quote.length(),
        quote,
        document.locatorAt(start),
        NOON,
        robots,
        Evidence.Polarity.SUPPORTS,
        List.of("C1"));
  }

  private static Answer answer(Evidence one) {
    var citation =
        new Answer.Citation(
            1,
            one.id(),
            one.url(),
            one.title(),
            one.quote(),
            one.start(),
            one.end(),
            one.locator(),
            one.page(),
            one.sha256(),
            one.textSha256(),
            one.fetchedAt(),
            one.robots());
    return new Answer(
        false,
        StopReason.ANSWERED,
        "",
        "47 m",
        List.of(new Answer.JudgedSentence(SENTENCE, Verdict.Support.SUPPORTED, "", List.of(1))),
        List.of(citation),
        List.of(),
        0.9,
        "small-model",
        List.of());
  }

  @Override
  public void close() {
    store.close();
  }
}
