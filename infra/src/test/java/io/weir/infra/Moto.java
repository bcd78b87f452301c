package io.weir.infra;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@code moto_server}, an emulator of AWS that others wrote, in a process of its own. */
final class Moto implements AutoCloseable {

  private static final Pattern PATH = Pattern.compile(Pattern.quote(File.pathSeparator));

  private final Process process;
  private final int port;

  private Moto(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Returns the program, if this machine has it. */
  static Optional<Path> program() {
    return PATH.splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "moto_server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Moto start(Path program, Path log) {
    try {
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", String.valueOf(port));
      builder.environment().remove("AWS_CA_BUNDLE");
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      Moto moto = new Moto(process, port);
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> moto.listens() || !process.isAlive());
      if (!process.isAlive()) {
        throw new AssertionError("moto_server ended: " + Files.readString(log));
      }
      return moto;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends it and whatever it started: behind a shim it is a child of its own. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
