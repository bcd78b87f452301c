package io.weir.local.kinesis;

import static org.awaitility.Awaitility.await;

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

/** Another emulator's process, on its own port; started only where the environment names it. */
final class OtherServer implements AutoCloseable {

  /** Names the directory of kinesis-local's package. */
  static final String KINESIS_LOCAL = "WEIR_KINESIS_LOCAL";

  /** Names moto's command. */
  static final String MOTO = "WEIR_MOTO";

  private final Process process;
  private final int port;

  private OtherServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts kinesis-local, which must be named. */
  static OtherServer kinesisLocal() throws IOException {
    Path home = Path.of(System.getenv(KINESIS_LOCAL));
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

  /** Starts moto, which must be named. */
  static OtherServer moto() throws IOException {
    String command = System.getenv(MOTO);
    int port = freePort();
    return start(List.of(command, "-H", "127.0.0.1", "-p", Integer.toString(port)), Map.of(), port);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
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
