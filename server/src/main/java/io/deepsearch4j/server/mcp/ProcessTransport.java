package io.deepsearch4j.server.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Speaks with a program that it starts, over the program's standard input and output, one message
/// a line. The program sees none of our environment but what every program needs: the rest holds
/// keys. When it ends, or says what is no message, that is told at once.
final class ProcessTransport implements McpClientTransport {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessTransport.class);
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SystemRoot", "APPDATA");

  private final List<String> command;
  private final Map<String, String> environment;
  private final int longestLine;
  private final Runnable onEnd;
  private volatile List<Process> started = List.of();

  /// @param environment of the program, beside what every program needs
  /// @param onEnd must be safe to call from any thread
  ProcessTransport(
      List<String> command, Map<String, String> environment, int longestLine, Runnable onEnd) {
    this.command = command;
    this.environment = environment;
    this.longestLine = longestLine;
    this.onEnd = onEnd;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(() -> start(handler));
  }

  private void start(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      started = List.of(process);
      Thread.ofVirtual().name("tools of " + command.getFirst()).start(() -> read(process, handler));
    } catch (IOException e) {
      throw new UncheckedIOException(command.getFirst() + " cannot be started", e);
    }
  }

  private void read(Process process, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder line = new StringBuilder();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        if (c != '\n') {
          line.append((char) c);
          if (line.length() > longestLine) {
            throw new IOException("a message of more than " + longestLine + " characters");
          }
        } else if (!line.isEmpty()) {
          JSONRPCMessage message =
              McpSchema.deserializeJsonRpcMessage(McpJson.PROTOCOL, line.toString());
          line.setLength(0);
          handler.apply(Mono.just(message)).doOnError(this::dropped).onErrorComplete().subscribe();
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} said what is no message", command.getFirst(), e);
    } finally {
      process.destroyForcibly();
      onEnd.run();
    }
  }

  private void dropped(Throwable trouble) {
    LOG.debug("a message of {} was dropped", command.getFirst(), trouble);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> write(message));
  }

  private void write(JSONRPCMessage message) {
    try {
      byte[] line =
          (McpJson.PROTOCOL.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
      for (Process process : started) {
        OutputStream out = process.getOutputStream();
        synchronized (this) {
          out.write(line);
          out.flush();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(command.getFirst() + " does not listen", e);
    }
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(() -> started.forEach(Process::destroyForcibly));
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return McpJson.PROTOCOL.convertValue(data, type);
  }
}
