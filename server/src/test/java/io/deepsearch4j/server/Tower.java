package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.TokenEstimate;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
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
import java.time.Instant;
import java.util.List;

/// A little world for tests: one page about a tower, and a model that finds its height there.
final class Tower implements Web {
  static final String QUESTION = "How high is the tower?";

  /// What can be meant in more ways than one.
  static final String UNCLEAR = "How high is that tower?";

  static final String FACT = "The tower is 330 m high.";
  static final URI PAGE = URI.create("https://tower.example/");

  static final DocumentReader READER =
      new FormatReader(
          DocumentsConfig.DEFAULT,
          _ -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "text only"));

  private static final List<String> CALLS =
      List.of(
          "batch_web_search {\"queries\":[\"tower height\"]}",
          "url_crawler {\"urls\":[\"https://tower.example/\"]}",
          "document_qa {\"tasks\":[{\"page\":\"P1\",\"question\":\"How high is the tower?\"}]}",
          "final_answer {\"answer\":\"330 m\",\"explanation\":\"The tower is 330 m high. [E1]\",\"confidence\":90}");

  private final PageStore pages;
  private final String title;

  /// @param title of the page, which may be anything that somebody wrote
  Tower(PageStore pages, String title) {
    this.pages = pages;
    this.title = title;
  }

  PageStore pages() {
    return pages;
  }

  @Override
  public Searched search(Query query) {
    return new Searched.Found(List.of(new Hit(1, title, PAGE, title, "", "test")));
  }

  @Override
  public Fetched open(URI url) {
    String text = "The tower\n" + FACT;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String sha256 = pages.keep(bytes);
    Document read = read(bytes);
    var document =
        new Document(
            read.mediaType(),
            title,
            "",
            "en",
            read.text(),
            read.blocks(),
            read.tables(),
            read.links(),
            read.remarks());
    var page =
        new Page(
            PageStore.pageId(PAGE, sha256),
            PAGE,
            PAGE,
            List.of(),
            "text/plain",
            sha256,
            bytes.length,
            PageStore.sha256(document.text().getBytes(StandardCharsets.UTF_8)),
            Instant.EPOCH,
            "no robots.txt");
    pages.keep(page, document);
    return new Fetched.Opened(page, document);
  }

  private static Document read(byte[] bytes) {
    return switch (READER.read(new Source(bytes, "text/plain", PAGE))) {
      case Reading.Read(var document) -> document;
      case Reading.Unreadable(_, var why) -> throw new IllegalStateException(why);
    };
  }

  /// A model that plays every part of the search for the height.
  static ChatModel model() {
    return ScriptedChatModel.answering(Tower::reply);
  }

  private static Reply reply(ChatRequest request) {
    Reply reply = said(request);
    long prompt = TokenEstimate.DEFAULT.tokens(request);
    return new Reply(
        reply.message(),
        reply.finish(),
        new Usage(prompt, prompt / 5, 50, 10),
        reply.model(),
        false,
        List.of());
  }

  private static Reply said(ChatRequest request) {
    String system = request.messages().getFirst().text();
    if (system.startsWith("You plan") && request.messages().getLast().text().endsWith(UNCLEAR)) {
      return ScriptedChatModel.saying(
          "{\"conditions\":[\"the height\"],\"queries\":[\"tower height\"],\"key_urls\":[],\"stop_rule\":\"\",\"questions\":[\"Which tower do you mean?\"]}");
    }
    if (system.startsWith("You plan")) {
      return ScriptedChatModel.saying(
          "{\"conditions\":[\"the height\"],\"queries\":[\"tower height\"],\"key_urls\":[],\"stop_rule\":\"\"}");
    }
    if (system.startsWith("You read")) {
      return ScriptedChatModel.saying(
          "{\"verdict\":\"ANSWERED\",\"answer\":\"330 m\",\"confidence\":0.9,\"evidence\":[{\"passage\":0,\"quote\":\""
              + FACT
              + "\",\"supports\":[\"C1\"],\"polarity\":\"SUPPORTS\"}],\"missing\":[],\"next_links\":[]}");
    }
    if (request.tools().isEmpty()) {
      return ScriptedChatModel.saying("The tower is 330 m high. [E1]");
    }
    if (system.startsWith("You check")) {
      return call(
          request,
          "judge",
          "{\"sentences\":[{\"n\":1,\"support\":\"supported\"}],\"conditions\":[{\"id\":\"C1\",\"status\":\"satisfied\"}]}");
    }
    // What was said before decides, so that a resumed run goes on where it stood.
    long turns = request.messages().stream().filter(Message.Assistant.class::isInstance).count();
    String call = CALLS.get((int) Math.min(turns, CALLS.size() - 1));
    int space = call.indexOf(' ');
    return call(request, call.substring(0, space), call.substring(space + 1));
  }

  private static Reply call(ChatRequest request, String tool, String arguments) {
    return ScriptedChatModel.calling(
        ScriptedChatModel.call("call-" + request.messages().size(), tool, arguments));
  }
}
