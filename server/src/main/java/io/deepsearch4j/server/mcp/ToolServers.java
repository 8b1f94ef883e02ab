package io.deepsearch4j.server.mcp;

import io.deepsearch4j.agent.OutsideTool;
import io.deepsearch4j.chat.ToolSpec;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// The tools of the servers that the settings name. A call is an address, `mcp://server/tool` with
/// the arguments behind it, and what comes back is a page of plain text: stored, quoted and judged
/// like everything else from outside. Safe to share between threads.
public final class ToolServers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ToolServers.class);
  private static final String SCHEME = "mcp";
  // No run waits for a server that has just kept another one waiting.
  private static final Duration REST = Duration.ofMinutes(1);
  private static final String TEXT = "text/plain";
  private static final String RESULT =
      " What it says becomes a page with a handle (P1, P2, ...) for document_qa; the text itself is"
          + " not shown.";

  private final Map<String, ToolServer> servers = new LinkedHashMap<>();
  private final Map<String, List<OutsideTool>> known = new LinkedHashMap<>();
  private final Map<String, Instant> notBefore = new HashMap<>();
  private final PageStore pages;
  private final DocumentReader reader;
  private final Clock clock;

  /// @param servers by the names that the settings give them
  public ToolServers(
      Map<String, ToolServerConfig> servers, PageStore pages, DocumentReader reader, Clock clock) {
    servers.forEach((name, config) -> this.servers.put(name, new ToolServer(name, config)));
    this.pages = pages;
    this.reader = reader;
    this.clock = clock;
  }

  /// The allowed tools of all servers that can be reached. Of the others the log tells; they are
  /// asked again after a while.
  public synchronized List<OutsideTool> offered() {
    for (ToolServer server : servers.values()) {
      if (!known.containsKey(server.name()) && isWorthAsking(server)) {
        try {
          known.put(server.name(), allowed(server));
        } catch (ToolServerException e) {
          LOG.warn("{}", e.getMessage());
          notBefore.put(server.name(), clock.instant().plus(REST));
        }
      }
    }
    return known.values().stream().flatMap(List::stream).toList();
  }

  private boolean isWorthAsking(ToolServer server) {
    Instant earliest = notBefore.get(server.name());
    return earliest == null || !clock.instant().isBefore(earliest);
  }

  private static List<OutsideTool> allowed(ToolServer server) {
    Map<String, OutsideTool> allowed = new LinkedHashMap<>();
    List<Tool> tools = server.tools();
    server
        .config()
        .tools()
        .forEach(
            (name, description) ->
                tools.stream()
                    .filter(tool -> name.equals(tool.name()))
                    .findFirst()
                    .ifPresentOrElse(
                        tool -> {
                          OutsideTool one = tool(server, tool, description);
                          allowed.putIfAbsent(one.spec().name(), one);
                        },
                        () ->
                            LOG.warn(
                                "the tool server {} has no tool {}; see mcp.servers.{}.tools",
                                server.name(),
                                name,
                                server.name())));
    return List.copyOf(allowed.values());
  }

  private static OutsideTool tool(ToolServer server, Tool tool, String description) {
    String own = tool.description() == null ? "" : tool.description();
    String words = ToolWords.description(description.isBlank() ? own : description);
    return new OutsideTool(
        new ToolSpec(
            ToolWords.name(server.name(), tool.name()),
            words + RESULT,
            ToolWords.schema(McpJson.MAPPER.valueToTree(tool.inputSchema())).toString()),
        URI.create(SCHEME + "://" + server.name() + "/" + encoded(tool.name())));
  }

  private static String encoded(String tool) {
    return URLEncoder.encode(tool, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The same web, through which the tools can be called, too.
  public Web beside(Web web) {
    return new Web() {
      @Override
      public Searched search(Query query) {
        return web.search(query);
      }

      @Override
      public Fetched open(URI url) {
        return SCHEME.equals(url.getScheme()) ? call(url) : web.open(url);
      }
    };
  }

  private Fetched call(URI url) {
    ToolServer server = servers.get(String.valueOf(url.getHost()));
    String tool =
        url.getPath() == null || url.getPath().isEmpty() ? "" : url.getPath().substring(1);
    if (server == null || !server.config().tools().containsKey(tool) || url.getQuery() == null) {
      return new Fetched.Refused(
          url, Fetched.Reason.ADDRESS, "the settings allow no such tool any more");
    }
    try {
      CallToolResult result = server.call(tool, ToolWords.arguments(url.getQuery()));
      String text = ToolWords.text(result);
      if (Boolean.TRUE.equals(result.isError())) {
        return new Fetched.Unreachable(
            url, 0, "the tool could not do it: " + ToolWords.line(text, 300));
      }
      return text.isEmpty()
          ? new Fetched.Unreachable(url, 0, "the tool said nothing")
          : kept(url, server.name() + ": " + tool, text);
    } catch (JacksonException _) {
      return new Fetched.Refused(url, Fetched.Reason.ADDRESS, "the arguments are no JSON object");
    } catch (ToolServerException e) {
      return new Fetched.Unreachable(url, 0, String.valueOf(e.getMessage()));
    }
  }

  private Fetched kept(URI url, String title, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String sha256 = pages.keep(bytes);
    return switch (reader.read(new Source(bytes, TEXT, url))) {
      case Reading.Unreadable(var reason, var why) ->
          new Fetched.Unreadable(url, sha256, reason, why);
      case Reading.Read(var document) -> {
        Document titled = titled(document, title);
        var page =
            new Page(
                PageStore.pageId(url, sha256),
                url,
                url,
                List.of(),
                TEXT,
                sha256,
                bytes.length,
                PageStore.sha256(titled.text().getBytes(StandardCharsets.UTF_8)),
                clock.instant(),
                "said by a tool that the settings allow");
        pages.keep(page, titled);
        yield new Fetched.Opened(page, titled);
      }
    };
  }

  private static Document titled(Document document, String title) {
    return new Document(
        document.mediaType(),
        title,
        document.published(),
        document.language(),
        document.text(),
        document.blocks(),
        document.tables(),
        document.links(),
        document.remarks());
  }

  @Override
  public void close() {
    servers.values().forEach(ToolServer::close);
  }
}
