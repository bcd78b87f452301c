package io.weir.local.kinesis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another emulator's process, on a port of its own; started only where somebody named it. */
final class OtherServer implements AutoCloseable {

  private final Process process;
  private final int port;

  private OtherServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts kinesis-local, or skips the test and says how not to. */
  static OtherServer kinesisLocal() throws IOException {
    Path home =
        Path.of(
            named("WEIR_KINESIS_LOCAL")
                .orElseGet(
                    () ->
                        abort(
                            "kinesis-local is not here: npm i kinesis-local@0.6.2, and let"
                                + " WEIR_KINESIS_LOCAL name node_modules/kinesis-local")));
    int port = freePort();
    Map<String, String> environment = new HashMap<>();
    environment.put("KINESIS_MOCK_CERT_PATH", home.resolve("server.json").toString());
    environment.put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(port));
    environment.put("KINESIS_MOCK_TLS_PORT", Integer.toString(freePort()));
    environment.put("SHARD_LIMIT", "1000");
    for (String slow : List.of("CREATE", "DELETE")) {
      environment.put(slow + "_STREAM_DURATION", "10ms");
    }
    for (String slow : List.of("SPLIT_SHARD", "MERGE_SHARDS", "UPDATE_SHARD_COUNT")) {
      environment.put(slow + "_DURATION", "10ms");
    }
    return start(List.of("node", home.resolve("main.js").toString()), environment, port);
  }

  /** Starts moto, or skips the test and says how not to. */
  static OtherServer moto() throws IOException {
    String command =
        named("WEIR_MOTO")
            .orElseGet(
                () ->
                    abort(
                        "moto is not here: pip install 'moto[server]==5.2.1', and let WEIR_MOTO"
                            + " name moto_server"));
    int port = freePort();
    return start(List.of(command, "-H", "127.0.0.1", "-p", Integer.toString(port)), Map.of(), port);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static Optional<String> named(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
  }

  private static OtherServer start(List<String> command, Map<String, String> environment, int port)
      throws IOException {
    Path log = Files.createTempFile("other-kinesis", ".log");
    log.toFile().deleteOnExit();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    OtherServer server = new OtherServer(builder.start(), port);
    try {
      await().atMost(Duration.ofSeconds(30)).until(server::answers);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended with code " + process.exitValue());
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
