package io.weir.local.dynamodb;

import io.weir.local.http.StartException;
import io.weir.local.process.ChildJvm;
import io.weir.local.process.WorkDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** DynamoDB Local in a process of its own, with all its files in one work directory. */
final class ChildServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration OUTPUT_LIMIT = Duration.ofSeconds(2);

  private final ChildJvm jvm;
  private final Printout printout;
  private final WorkDirectory work;

  /** Ctrl-C reaches the process too, which then cannot delete anything any more. */
  private final Thread hook = new Thread(this::end, "dynamodb-local-end");

  private ChildServer(ChildJvm jvm, Printout printout, WorkDirectory work) {
    this.jvm = jvm;
    this.printout = printout;
    this.work = work;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts it; it is listening, and not yet warm, when this returns. */
  static ChildServer start(Path jars, Optional<Path> data) {
    try {
      return start(jars, data, WorkDirectory.create("dynamodb")).awaitPort();
    } catch (IOException e) {
      throw new StartException("DynamoDB Local does not start: " + e.getMessage(), e);
    }
  }

  private static ChildServer start(Path jars, Optional<Path> data, WorkDirectory work)
      throws IOException {
    Printout printout = new Printout();
    try {
      return new ChildServer(
          ChildJvm.start(work, command(jars, data, work), printout), printout, work);
    } catch (IOException e) {
      work.close();
      throw e;
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + printout.port().join());
  }

  Path workDirectory() {
    return work.path();
  }

  ProcessHandle handle() {
    return jvm.handle();
  }

  /** Returns what it has printed. */
  String output() {
    jvm.flushed().completeOnTimeout(null, OUTPUT_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    return printout.text();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already: the hook runs too, finds nothing left, and that is fine.
      return;
    }
  }

  private void end() {
    jvm.close();
    work.close();
  }

  private ChildServer awaitPort() {
    try {
      CompletableFuture.anyOf(printout.port(), jvm.exit())
          .get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw failed("does not listen after " + START_LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw failed("cannot be watched: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted while it started");
    }
    if (jvm.exit().isDone()) {
      throw failed("ended with status " + jvm.exit().join());
    }
    return this;
  }

  private StartException failed(String what) {
    close();
    return new StartException("DynamoDB Local " + what + "; it printed:\n" + output());
  }

  private static ChildJvm.Command command(Path jars, Optional<Path> data, WorkDirectory work)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    data.ifPresentOrElse(
        directory -> arguments.addAll(List.of("-dbPath", directory.toAbsolutePath().toString())),
        () -> arguments.add("-inMemory"));
    arguments.addAll(List.of("-sharedDb", "-disableTelemetry"));
    return new ChildJvm.Command(
        Path.of(System.getProperty("java.home")),
        List.of(
            // One client machine, short runs: little memory, and no second compiler to warm up.
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + work.directory("tmp"),
            "--enable-native-access=ALL-UNNAMED"),
        List.of(work.classPathOf(LoopbackLauncher.class), jars.toAbsolutePath().resolve("*")),
        LoopbackLauncher.class.getName(),
        arguments,
        work.path(),
        environment());
  }

  /** Keeps the child from what is meant for other JVMs (a debugger's port), and from real keys. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("AWS_"));
    environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    environment.put("DDB_LOCAL_TELEMETRY", "0");
    return environment;
  }
}
