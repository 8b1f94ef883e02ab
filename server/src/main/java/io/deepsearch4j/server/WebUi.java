package io.deepsearch4j.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The page that people work in: its own files and the libraries it stands on, all from the class
/// path and nothing from elsewhere. They hold no secrets, so they need no token. Safe to share
/// between threads.
final class WebUi {
  private static final String OWN = "/ui/";
  private static final String LIBRARIES = "/lib/";
  private static final String START = "index.html";
  private static final Pattern OWN_FILE =
      Pattern.compile("[a-z][A-Za-z-]{0,40}\\.(js|css|json|svg)");
  private static final Pattern LIBRARY_FILE = Pattern.compile("([a-z-]+/){0,3}[a-z.-]+\\.m?js");
  private static final List<String> NAMES =
      List.of("lit", "lit-html", "lit-element", "lit__reactive-element", "marked", "dompurify");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final Map<String, String> versions = new HashMap<>();
  private final Map<String, Optional<Asset>> assets = new ConcurrentHashMap<>();
  private final String policy;

  /// A file as it is sent.
  private record Asset(String mediaType, byte[] bytes, String etag) {}

  WebUi() {
    NAMES.forEach(name -> versions.put(name, version(name)));
    String start =
        new String(own(START).orElseThrow(WebUi::incomplete).bytes(), StandardCharsets.UTF_8);
    var map = IMPORT_MAP.matcher(start);
    if (!map.find()) {
      throw incomplete();
    }
    this.policy =
        SecurityHeaders.policyWith(
            "'sha256-" + base64(map.group(1).getBytes(StandardCharsets.UTF_8)) + "'");
  }

  /// Whether a request asks for one of the page's files, which everybody may have.
  static boolean isAskedBy(HttpServletRequest request) {
    String path = request.getRequestURI();
    return "GET".equals(request.getMethod())
        && ("/".equals(path) || path.startsWith(OWN) || path.startsWith(LIBRARIES));
  }

  void addTo(RoutesConfig routes) {
    routes.addHttpHandler(HandlerType.GET, "/", this::start);
    routes.addHttpHandler(
        HandlerType.GET,
        OWN + "{file}",
        context -> send(context, ownFile(context.pathParam("file"))));
    routes.addHttpHandler(
        HandlerType.GET,
        LIBRARIES + "{library}/<file>",
        context ->
            send(context, libraryFile(context.pathParam("library"), context.pathParam("file"))));
  }

  private void start(Context context) throws IOException {
    context.res().setHeader("Content-Security-Policy", policy);
    send(context, own(START));
  }

  private static void send(Context context, Optional<Asset> asset) throws IOException {
    Asset found =
        asset.orElseThrow(
            () -> new ProblemException(Code.NOT_FOUND, "the page has no such file; start at /"));
    context.res().setHeader("Cache-Control", "no-cache");
    context.res().setHeader("ETag", found.etag());
    if (found.etag().equals(context.header("If-None-Match"))) {
      context.res().setStatus(304);
      return;
    }
    Answers.write(context.res(), 200, found.mediaType(), found.bytes());
  }

  private Optional<Asset> ownFile(String name) {
    return OWN_FILE.matcher(name).matches() ? own(name) : Optional.empty();
  }

  private Optional<Asset> own(String name) {
    return assets.computeIfAbsent(OWN + name, _ -> read("web/" + name));
  }

  private Optional<Asset> libraryFile(String library, String file) {
    String version = versions.get(library);
    if (version == null || !LIBRARY_FILE.matcher(file).matches()) {
      return Optional.empty();
    }
    return assets.computeIfAbsent(
        LIBRARIES + library + "/" + file,
        _ -> read("/META-INF/resources/webjars/" + library + "/" + version + "/" + file));
  }

  private static Optional<Asset> read(String resource) {
    try (InputStream in = WebUi.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      return Optional.of(new Asset(mediaType(resource), bytes, '"' + base64(bytes) + '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read; build the program again", e);
    }
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "json" -> Answers.JSON;
      case "svg" -> "image/svg+xml";
      default -> "text/javascript;charset=utf-8";
    };
  }

  private static String version(String library) {
    try (InputStream in =
        WebUi.class.getResourceAsStream(
            "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
      if (in == null) {
        throw incomplete();
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException(library + " cannot be read; build the program again", e);
    }
  }

  private static ServerException incomplete() {
    return new ServerException("the page's files are incomplete; build the program again");
  }

  private static String base64(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows SHA-256", e);
    }
  }
}
