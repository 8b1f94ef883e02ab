package io.deepsearch4j.chat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// HTTP to one endpoint, with limits on every wait. Follows no redirect: the key is for one host.
final class Transport {
  private final HttpClient client;
  private final ApiKey key;
  private final CallLimits limits;

  Transport(ApiKey key, CallLimits limits) {
    this.key = key;
    this.limits = limits;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .build();
  }

  /// An answer whose body is still on its way.
  record Answer(int status, HttpHeaders headers, ByteFlow body) implements AutoCloseable {
    boolean isOk() {
      return status >= 200 && status < 300;
    }

    /// The whole body, within the time left.
    String text(Deadline deadline, Duration silence) throws IOException, InterruptedException {
      var all = new ByteArrayOutputStream();
      for (byte[] piece = body.next(deadline.atMost(silence));
          piece.length > 0;
          piece = body.next(deadline.atMost(silence))) {
        all.writeBytes(piece);
      }
      return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      body.close();
    }
  }

  Answer post(URI uri, String json, Duration limit) throws IOException, InterruptedException {
    return send(
        request(uri)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream, application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        limit);
  }

  Answer get(URI uri, Duration limit) throws IOException, InterruptedException {
    return send(request(uri).header("Accept", "application/json").GET().build(), limit);
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
    if (!key.isMissing()) {
      builder.header("Authorization", key.header());
    }
    return builder;
  }

  private Answer send(HttpRequest request, Duration limit)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> coming =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher());
    try {
      var response = coming.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      var body = new ByteFlow(limits.replyBytes());
      response.body().subscribe(body);
      return new Answer(response.statusCode(), response.headers(), body);
    } catch (TimeoutException _) {
      throw new HttpTimeoutException("no answer began within " + limit.toSeconds() + " s");
    } catch (ExecutionException | CancellationException e) {
      throw new IOException("the connection failed: " + reason(e), e);
    } finally {
      // Cancels the exchange where we leave early; does nothing to one that is complete.
      coming.cancel(true);
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof ConnectException) {
      return "nothing listens there, or the host is unknown";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
