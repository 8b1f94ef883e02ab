package io.deepsearch4j.server;

import io.deepsearch4j.server.mcp.HttpTools;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/// The agent and the models behind one port. Starting it opens the port; closing it ends the
/// streams and leaves the runs to whoever opened them.
public final class DeepSearchServer implements AutoCloseable {
  private static final int LONGEST_HEADERS = 16_384;

  private final ServerConfig config;
  private final Foundation foundation;
  private final Health health;
  private final Javalin javalin;
  private final HttpTools<Caller> tools;
  private final Runnable lastly;

  private DeepSearchServer(
      ServerConfig config,
      Foundation foundation,
      Health health,
      Javalin javalin,
      HttpTools<Caller> tools,
      Runnable lastly) {
    this.config = config;
    this.foundation = foundation;
    this.health = health;
    this.javalin = javalin;
    this.tools = tools;
    this.lastly = lastly;
  }

  /// Starts.
  ///
  /// @param token of whoever runs the server; empty where no authentication is wanted
  /// @param random must be one that nobody can guess
  /// @throws ServerException where the port is taken, or where others could come in without a token
  public static DeepSearchServer start(
      Foundation foundation,
      ServerConfig config,
      String token,
      Clock clock,
      RandomGenerator random) {
    checkExposure(config, token);
    var sessions = new Sessions(clock, random);
    var commission = new Commission(foundation, config);
    var events =
        new EventStream(foundation.audience(), foundation.store(), sessions, config.heartbeat());
    var agent = new AgentCompletion(foundation.store(), commission, events);
    var health = new Health(foundation.store());
    var table = new ArrayList<Route>();
    table.addAll(health.routes());
    table.addAll(new OfferApi(foundation, config).routes());
    table.addAll(new SettingsApi(foundation.settings(), clock).routes());
    table.addAll(new DocumentsApi(foundation.library(), config.maxUpload()).routes());
    table.addAll(new RunsApi(foundation, commission, events).routes());
    table.addAll(new RunResults(foundation).routes());
    table.addAll(new EstimateApi(foundation, commission).routes());
    table.addAll(new SpendingApi(foundation).routes());
    table.addAll(new OpenAiApi(foundation, agent, clock, random).routes());
    table.addAll(new ResponsesApi(foundation, commission, events, clock, random).routes());
    var access =
        new Access(
            config,
            new Tokens(token, config.users()),
            sessions,
            open(table).or(WebUi::isAskedBy),
            clock);
    table.addAll(new SessionApi(access, sessions, foundation.audience()).routes());
    var metrics = new Metrics(foundation.store(), foundation.audience());
    table.addAll(metrics.routes());
    table.addAll(new OpenApi(table).routes());
    var routes = new Routes(table, config.maxBytes(), metrics::answered);
    Optional<Traces> traces =
        config.traces().isBlank()
            ? Optional.empty()
            : Optional.of(new Traces(config.traces(), clock));
    foundation
        .audience()
        .observe(
            (run, step) -> {
              metrics.step(step);
              traces.ifPresent(one -> one.step(run, step));
            });
    var page = new WebUi();
    HttpTools<Caller> tools = McpApi.http(foundation, commission, sessions, config.maxBytes());
    Javalin javalin =
        Javalin.create(
            javalinConfig -> configure(javalinConfig, config, access, routes, page, tools));
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      throw new ServerException(
          "port "
              + config.port()
              + " of "
              + config.host()
              + " is taken; choose another with --port, or end what listens there",
          e);
    }
    return new DeepSearchServer(
        config, foundation, health, javalin, tools, () -> traces.ifPresent(Traces::close));
  }

  // Asked of the finished table: what signs in needs the door, and the door what is open.
  private static Predicate<HttpServletRequest> open(List<Route> table) {
    return request ->
        table.stream()
            .anyMatch(
                route ->
                    route.access() == Route.Access.OPEN
                        && route.method().name().equals(request.getMethod())
                        && route.path().equals(request.getRequestURI()));
  }

  private static void checkExposure(ServerConfig config, String token) {
    boolean withToken = config.authentication() == ServerConfig.Authentication.TOKEN;
    if (!withToken && !config.isLoopback()) {
      throw new ServerException(
          "server.host "
              + config.host()
              + " lets others in and server.authentication is none; set it to token, or listen at"
              + " 127.0.0.1");
    }
    if (withToken && token.isBlank()) {
      throw new IllegalArgumentException("authentication needs a token");
    }
  }

  private static void configure(
      JavalinConfig javalin,
      ServerConfig config,
      Access access,
      Routes routes,
      WebUi page,
      HttpTools<Caller> tools) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.concurrency.useVirtualThreads = true;
    javalin.http.prefer405over404 = true;
    javalin.http.maxRequestSize = config.maxBytes();
    javalin.http.compressionStrategy = CompressionStrategy.NONE;
    javalin.jetty.addConnector(
        (server, http) -> {
          limit(http);
          var connector = new ServerConnector(server, new HttpConnectionFactory(http));
          connector.setHost(config.host());
          connector.setPort(config.port());
          return connector;
        });
    // What Jetty itself turns away never reaches the door.
    javalin.jetty.modifyServer(
        server ->
            server.setErrorHandler(
                (request, response, callback) -> {
                  var problem =
                      new ProblemException(Code.MALFORMED, "that request cannot be understood");
                  response.getHeaders().put("Content-Type", Problem.MEDIA_TYPE);
                  response.write(true, ByteBuffer.wrap(Json.bytes(problem.problem())), callback);
                  return true;
                }));
    javalin.jetty.modifyServletContextHandler(
        handler -> {
          add(handler, access, "/*");
          add(handler, tools.sessions(), McpApi.PATH);
          var servlet = new ServletHolder(tools.servlet());
          servlet.setAsyncSupported(true);
          handler.addServlet(servlet, McpApi.PATH);
        });
    routes.addTo(javalin.routes);
    page.addTo(javalin.routes);
  }

  private static void add(ServletContextHandler handler, Filter filter, String path) {
    var holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    handler.addFilter(holder, path, EnumSet.of(DispatcherType.REQUEST));
  }

  private static void limit(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LONGEST_HEADERS);
  }

  /// Where it is reached from this machine.
  public URI address() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return URI.create("http://" + host + ":" + javalin.port() + "/");
  }

  @Override
  public void close() {
    health.stopping();
    foundation.audience().close();
    tools.close();
    javalin.stop();
    lastly.run();
  }
}
