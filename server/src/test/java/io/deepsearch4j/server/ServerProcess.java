package io.deepsearch4j.server;

import io.deepsearch4j.agent.RunStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// One of several servers over one database, in a process that can be killed.
final class ServerProcess {
  private ServerProcess() {}

  /// Where it runs, and at which address.
  record Running(Process process, Client client) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /// @param arguments JDBC URL, user, password, folder of pages, file for the address, milliseconds
  ///   that each reply of the model takes
  static void main(String[] arguments) throws Exception {
    RunStore store = RunStore.open(arguments[0], arguments[1], arguments[2]);
    long pause = Long.parseLong(arguments[5]);
    var model = new Slow(Tower.model(), pause);
    TestServer server = TestServer.over(store, Path.of(arguments[3]), model);
    Path file = Path.of(arguments[4]);
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.writeString(draft, server.address().toString(), StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    new CountDownLatch(1).await();
  }

  static Running start(List<String> database, Path pages, Path file, long pause) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                database.get(0),
                database.get(1),
                database.get(2),
                pages.toString(),
                file.toString(),
                String.valueOf(pause))
            .redirectErrorStream(true)
            .redirectOutput(file.resolveSibling(file.getFileName() + ".log").toFile())
            .start();
    Await.until(() -> Files.exists(file) || !process.isAlive());
    var address = URI.create(Files.readString(file, StandardCharsets.UTF_8));
    return new Running(process, new Client(address, TestServer.TOKEN));
  }
}
