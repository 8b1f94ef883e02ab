package io.deepsearch4j.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one GET request under the [EgressGuard] and reads its answer under limits. It follows no
/// redirect, keeps no cookie, uses no proxy and always verifies TLS. Safe to share.
final class GuardedHttp {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedHttp.class);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final WebConfig config;
  private final EgressGuard guard;
  private final OkHttpClient client;

  /// @param base brings the trusted certificates
  GuardedHttp(WebConfig config, EgressGuard guard, OkHttpClient base) {
    this.config = config;
    this.guard = guard;
    this.client =
        base.newBuilder()
            .dns(guard.dns())
            .socketFactory(guard.sockets())
            .proxy(Proxy.NO_PROXY)
            .cookieJar(CookieJar.NO_COOKIES)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(config.connectTimeout())
            .readTimeout(SILENCE)
            .callTimeout(config.fetchTimeout())
            .build();
  }

  /// @throws EgressRefusal if we do not connect there
  /// @throws AnswerRefusal if the answer breaks a limit
  Answer get(HttpUrl url, Map<String, String> headers, Body body)
      throws IOException, InterruptedException {
    Optional<String> objection = guard.objection(url);
    if (objection.isPresent()) {
      throw new EgressRefusal(objection.get());
    }
    var request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", config.userAgent())
            .header("Accept-Encoding", "gzip, deflate")
            .header("Accept", "*/*");
    headers.forEach(request::header);
    return exchange(client.newCall(request.build()), body);
  }

  // The caller waits beside the call instead of inside it, so that an interrupt ends its wait at
  // once on every kind of thread, even in name resolution.
  private static Answer exchange(Call call, Body body) throws IOException, InterruptedException {
    var exchange = new FutureTask<>(() -> answer(call, body));
    Thread.ofVirtual().name("fetch").start(exchange);
    try {
      return exchange.get();
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static Answer answer(Call call, Body body) throws IOException {
    long started = System.nanoTime();
    try (Response response = call.execute()) {
      String encoding = Objects.requireNonNullElse(response.header("Content-Encoding"), "");
      byte[] bytes =
          response.isSuccessful() ? body.read(response.body().byteStream(), encoding) : new byte[0];
      LOG.debug(
          "GET {} gave {} and {} bytes in {}",
          call.request().url().redact(),
          response.code(),
          bytes.length,
          Duration.ofNanos(System.nanoTime() - started));
      return new Answer(response.code(), response.headers(), bytes);
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case AnswerRefusal refusal -> refusal;
      case SocketTimeoutException late ->
          new IOException("the server did not answer for too long", late);
      case InterruptedIOException _ ->
          new AnswerRefusal("the answer took longer than web.fetch-timeout");
      case IOException e -> refusalIn(e);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException(cause);
    };
  }

  // With several addresses for one name the client reports one failure and hangs the others on it.
  private static IOException refusalIn(IOException failure) {
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof EgressRefusal refusal) {
        return refusal;
      }
    }
    return failure;
  }
}
