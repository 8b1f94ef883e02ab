package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.TokenEstimate;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Hit;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A made-up coast for tests of the page: a question of two hops, pages that answer it, one that
/// may not be read, and a model that finds its way among them.
final class Lighthouse implements Web {
  static final String QUESTION =
      "In which year was the lighthouse first lit whose architect also built the town hall of"
          + " Sandvik?";
  static final String ANSWER = "1911";

  /// What can be meant in more ways than one, until it is said which is meant.
  static final String UNCLEAR = "When was that lighthouse first lit?";

  static final String MEANT = "the one on Gullholmen";
  static final String HALL_FACT =
      "The town hall of Sandvik was built from 1902 to 1905 to plans by the architect Ingrid Holm.";
  static final String LIGHT_FACT =
      "Designed by Ingrid Holm, Gullholmen lighthouse was lit for the first time on 3 October 1911.";

  private static final URI HALL = URI.create("https://sandvik.example/town-hall");
  private static final URI ARCHIVE = URI.create("https://archive.example/plans");
  private static final URI LIGHT = URI.create("https://lights.example/gullholmen");

  private static final List<Turn> TURNS =
      List.of(
          new Turn(
              "Two things are asked one after the other: first the **architect**, then her lighthouse.",
              "batch_web_search",
              "{\"queries\":[\"Sandvik town hall architect\",\"Sandvik town hall history\"]}"),
          new Turn("", "url_crawler", "{\"urls\":[\"" + HALL + "\",\"" + ARCHIVE + "\"]}"),
          new Turn(
              "The page of the town should name the architect.",
              "document_qa",
              "{\"tasks\":[{\"page\":\"P1\",\"question\":\"Who built the town hall?\"}]}"),
          new Turn("", "batch_web_search", "{\"queries\":[\"Ingrid Holm lighthouse\"]}"),
          new Turn("", "url_crawler", "{\"urls\":[\"" + LIGHT + "\"]}"),
          new Turn(
              "",
              "document_qa",
              "{\"tasks\":[{\"page\":\"P2\",\"question\":\"When was it first lit?\"}]}"),
          new Turn(
              "Both conditions are established by a passage each.",
              "final_answer",
              "{\"answer\":\""
                  + ANSWER
                  + "\",\"explanation\":\"The town hall of Sandvik was built by Ingrid Holm. [E1]"
                  + " Her lighthouse on Gullholmen was first lit on 3 October 1911. [E2]\","
                  + "\"confidence\":90}"));

  private final PageStore pages;
  private final String hallTitle;

  private record Turn(String reasoning, String tool, String arguments) {}

  /// @param hallTitle of the first page, which may be anything that somebody wrote
  Lighthouse(PageStore pages, String hallTitle) {
    this.pages = pages;
    this.hallTitle = hallTitle;
  }

  PageStore pages() {
    return pages;
  }

  @Override
  public Searched search(Query query) {
    if (query.text().contains("history")) {
      return new Searched.Throttled("example", Duration.ofSeconds(30));
    }
    return query.text().contains("Holm")
        ? new Searched.Found(List.of(hit(1, LIGHT), hit(2, HALL)))
        : new Searched.Found(List.of(hit(1, HALL), hit(2, ARCHIVE)));
  }

  private Hit hit(int rank, URI page) {
    return new Hit(rank, title(page), page, "About " + title(page), "", "example");
  }

  private String title(URI page) {
    if (page.equals(HALL)) {
      return hallTitle;
    }
    return page.equals(LIGHT) ? "Gullholmen lighthouse" : "Archive of building plans";
  }

  @Override
  public Fetched open(URI url) {
    if (url.equals(ARCHIVE)) {
      return new Fetched.Refused(url, Fetched.Reason.ROBOTS, "robots.txt disallows /plans");
    }
    byte[] bytes = text(url).getBytes(StandardCharsets.UTF_8);
    String sha256 = pages.keep(bytes);
    Document read = read(bytes, url);
    var document =
        new Document(
            read.mediaType(),
            title(url),
            "",
            "en",
            read.text(),
            read.blocks(),
            read.tables(),
            read.links(),
            read.remarks());
    var page =
        new Page(
            PageStore.pageId(url, sha256),
            url,
            url,
            List.of(),
            "text/plain",
            sha256,
            bytes.length,
            PageStore.sha256(document.text().getBytes(StandardCharsets.UTF_8)),
            Instant.parse("2026-01-15T09:30:00Z"),
            "allowed by /robots.txt");
    pages.keep(page, document);
    return new Fetched.Opened(page, document);
  }

  private static Document read(byte[] bytes, URI url) {
    return switch (Tower.READER.read(new Source(bytes, "text/plain", url))) {
      case Reading.Read(var document) -> document;
      case Reading.Unreadable(_, var why) -> throw new IllegalStateException(why);
    };
  }

  private String text(URI page) {
    if (page.equals(HALL)) {
      return hallTitle
          + "\n\nSandvik lies where the river meets the sea and has been a town since 1760. Its"
          + " market square is lined with timber houses, most of them from the years after the"
          + " great fire.\n\n"
          + HALL_FACT
          + " It stands on the foundations of the old customs house. The tower holds a clock that"
          + " has been wound by hand ever since.\n\nThe council meets on the first floor; the hall"
          + " below is open to visitors on weekdays.";
    }
    return "Gullholmen lighthouse\n\nThe skerries west of the islands were feared by sailors, and"
        + " thirty wrecks were counted in the last ten years before the light.\n\n"
        + LIGHT_FACT
        + " The lamp burned paraffin until 1938. Since 1974 nobody has lived on the skerry, and the"
        + " light is watched from the mainland.";
  }

  /// A model that plays every part of the search.
  static ChatModel model() {
    return model("");
  }

  /// @param aside what it also thinks wherever it thinks
  static ChatModel model(String aside) {
    return ScriptedChatModel.answering(request -> reply(request, aside));
  }

  private static Reply reply(ChatRequest request, String aside) {
    Message.Assistant said = thinking(said(request), aside);
    long prompt = TokenEstimate.DEFAULT.tokens(request);
    int written = 40 + (said.text().length() + said.reasoning().length()) / 3;
    return new Reply(
        said,
        said.calls().isEmpty() ? Reply.Finish.STOP : Reply.Finish.TOOL_CALLS,
        new Usage(prompt, prompt / 5, written, said.reasoning().length() / 3),
        "scripted",
        false,
        List.of());
  }

  private static Message.Assistant thinking(Message.Assistant said, String aside) {
    return said.reasoning().isEmpty()
        ? said
        : new Message.Assistant(said.text(), said.reasoning() + aside, said.calls());
  }

  private static Message.Assistant said(ChatRequest request) {
    String system = request.messages().getFirst().text();
    if (system.startsWith("You plan")) {
      String asked = request.messages().getLast().text();
      if (asked.contains(UNCLEAR)) {
        return text(asked.contains(MEANT) ? plan(MEANT, "") : plan(UNCLEAR, "Which one is meant?"));
      }
      return text(
          "{\"conditions\":[\"the architect of the town hall of Sandvik\",\"the year in which her"
              + " lighthouse was first lit\"],\"queries\":[\"Sandvik town hall"
              + " architect\"],\"key_urls\":[],\"stop_rule\":\"Stop when both are established.\"}");
    }
    if (system.startsWith("You read")) {
      return text(finding(request));
    }
    if (request.tools().isEmpty()) {
      return text("Ingrid Holm built the town hall. [E1]");
    }
    if (system.startsWith("You check")) {
      return call(
          request,
          new Turn(
              "Each sentence is next to its passage; both say the same.",
              "judge",
              "{\"sentences\":[{\"n\":1,\"support\":\"supported\"},{\"n\":2,\"support\":\"supported\"}],"
                  + "\"conditions\":[{\"id\":\"C1\",\"status\":\"satisfied\"},{\"id\":\"C2\",\"status\":\"satisfied\"}]}"));
    }
    // What was said before decides, so that a resumed run goes on where it stood.
    long turns = request.messages().stream().filter(Message.Assistant.class::isInstance).count();
    return call(request, TURNS.get((int) Math.min(turns, TURNS.size() - 1)));
  }

  private static String plan(String condition, String question) {
    return "{\"conditions\":[\""
        + condition
        + "\"],\"queries\":[],\"key_urls\":[],\"stop_rule\":\"\",\"questions\":[\""
        + question
        + "\"]}";
  }

  private static String finding(ChatRequest request) {
    boolean light =
        request.messages().stream().anyMatch(message -> message.text().contains(LIGHT_FACT));
    String answer = light ? "It was first lit on 3 October 1911." : "Ingrid Holm";
    return "{\"verdict\":\"ANSWERED\",\"answer\":\""
        + answer
        + "\",\"confidence\":0.9,\"evidence\":[{\"passage\":0,\"quote\":\""
        + (light ? LIGHT_FACT : HALL_FACT)
        + "\",\"supports\":[\""
        + (light ? "C2" : "C1")
        + "\"],\"polarity\":\"SUPPORTS\"}],\"missing\":[],\"next_links\":[]}";
  }

  private static Message.Assistant text(String text) {
    return new Message.Assistant(text, "", List.of());
  }

  private static Message.Assistant call(ChatRequest request, Turn turn) {
    return new Message.Assistant(
        "",
        turn.reasoning(),
        List.of(
            ScriptedChatModel.call(
                "call-" + request.messages().size(), turn.tool(), turn.arguments())));
  }
}
