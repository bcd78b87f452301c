package io.weir.chaos.siege;

import io.weir.chaos.siege.SiegeSettings.Deployment;
import io.weir.local.books.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * {@code local.jar up}, its state in a directory: services, mapping and function, always behind the
 * same address. Each start treats poison in one of the two ways, chosen at random.
 */
final class Stack {

  static final String STREAM = "EventStream";
  static final String TABLE = "EventLogs";
  static final String QUEUE = "EventStreamDlq";
  static final String FUNCTION = "EventStreamHandler";

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final String RUNTIME = "runtime.api.client.AWSLambda";

  private final Deployment deployment;
  private final SplittableRandom random;
  private final Pause pause;
  private final int port = freePort();
  private @Nullable JarProcess up;
  private int starts;

  Stack(Deployment deployment, SplittableRandom random, Pause pause) {
    this.deployment = deployment;
    this.random = random;
    this.pause = pause;
  }

  /** Returns where the services answer, around the wire that fails. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Starts it; it is not ready yet when this returns.
   *
   * @param wires where function and mapping send their calls
   */
  synchronized void start(Wires wires) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up",
                "--port=" + port,
                "--shards=" + deployment.shards(),
                "--data=" + deployment.directory().resolve("data"),
                "--function=" + deployment.jars().handler(),
                "--function-log=" + deployment.directory().resolve("function.log"),
                "--retries=1",
                "--on-failure=" + deployment.destination().name().toLowerCase(Locale.ROOT),
                "--on-failure-url=" + wires.mapping(),
                "--env=AWS_ENDPOINT_URL=" + wires.everybodyElse(),
                "--env=POISON=" + (random.nextBoolean() ? "park" : "report")));
    arguments.removeIf(this::isOverruled);
    arguments.addAll(deployment.up());
    starts++;
    up =
        JarProcess.start(
            deployment.jars().local(),
            List.of("-Djava.io.tmpdir=" + temporary()),
            arguments,
            log());
  }

  private boolean isOverruled(String option) {
    String name = option.split("=", 2)[0];
    return !name.equals("--env") // the last of several wins by itself, each for its own variable
        && deployment.up().stream().anyMatch(it -> it.split("=", 2)[0].equals(name));
  }

  /**
   * Waits until it is ready.
   *
   * @throws IllegalStateException if it ends instead, or takes too long
   */
  void awaitReady() throws InterruptedException {
    for (int looks = 0; !isReady(); looks++) {
      requireAlive();
      if (looks > START.toMillis() / LOOK.toMillis()) {
        throw new IllegalStateException(
            "local.jar up is not ready after " + START + "; see " + JarProcess.errors(log()));
      }
      pause.of(LOOK);
    }
  }

  /**
   * Notices if it has ended, and was not killed.
   *
   * @throws IllegalStateException if it has
   */
  synchronized void requireAlive() {
    if (up != null && !up.isAlive()) {
      throw new IllegalStateException(
          "local.jar up has ended by itself; see " + JarProcess.errors(log()));
    }
  }

  /** Returns how often it was started. */
  synchronized int starts() {
    return starts;
  }

  /** Ends services and mapping as {@code kill -9} does; the function's processes notice. */
  synchronized void kill() throws InterruptedException {
    if (up != null) {
      up.kill();
      up = null;
    }
  }

  /** Asks everything to end. */
  synchronized void stop() throws InterruptedException {
    if (up != null) {
      up.stop();
      up = null;
    }
  }

  /** Returns one of the processes that the function runs in, if there is one just now. */
  synchronized Optional<ProcessHandle> function() {
    if (up == null) {
      return Optional.empty();
    }
    List<ProcessHandle> instances =
        up.descendants().stream()
            .filter(it -> it.info().commandLine().orElse("").contains(RUNTIME))
            .toList();
    return instances.isEmpty()
        ? Optional.empty()
        : Optional.of(instances.get(random.nextInt(instances.size())));
  }

  private synchronized boolean isReady() {
    try {
      return Files.readString(log()).contains("\nready");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return deployment.directory().resolve("up.log");
  }

  private Path temporary() {
    try {
      return Files.createDirectories(deployment.directory().resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free", e);
    }
  }
}
