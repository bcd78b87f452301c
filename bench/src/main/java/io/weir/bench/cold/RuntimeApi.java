package io.weir.bench.cold;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.local.http.LoopbackServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lambda's runtime API for one start and one event, with the times at which the runtime called.
 *
 * <p>A runtime that is to be snapshotted asks for {@code restore/next} when it is ready: it is
 * answered when all is quiet, as after a snapshot.
 */
final class RuntimeApi implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Long enough for the system to charge it for any work: it counts in hundredths of a second. */
  private static final int QUIET_MILLIS = 100;

  private final byte[] event;
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "runtime-api");
            thread.setDaemon(true);
            return thread;
          });
  private final CompletableFuture<Process> watched = new CompletableFuture<>();
  private final CompletableFuture<Long> ready = new CompletableFuture<>();
  private final CompletableFuture<Long> resumed = new CompletableFuture<>();
  private final CompletableFuture<Long> sent = new CompletableFuture<>();
  private final CompletableFuture<Long> answered = new CompletableFuture<>();

  private RuntimeApi(byte[] event) throws IOException {
    this.event = event;
    server = LoopbackServers.bind(0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static RuntimeApi start(byte[] event) throws IOException {
    return new RuntimeApi(event);
  }

  /** Reads what the process writes, and gives up when it ends. */
  void watch(Process process) {
    watched.complete(process);
    threads.execute(
        () -> {
          Deque<String> last = new ArrayDeque<>();
          try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              last.add(line);
              if (last.size() > 20) {
                last.remove();
              }
            }
            fail("the process ended; it wrote last:\n" + String.join("\n", last));
          } catch (IOException e) {
            fail("the process was ended");
          }
        });
  }

  private void fail(String what) {
    IOException failure = new IOException(what);
    for (CompletableFuture<?> time : List.of(ready, resumed, sent, answered)) {
      time.completeExceptionally(failure);
    }
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** When the function was first ready: initialised, and primed where that is asked for. */
  long ready() throws IOException {
    return await(ready);
  }

  /** When it was brought back from the snapshot; when it was handed the event, if from none. */
  long resumed() throws IOException {
    return await(resumed);
  }

  /** When it was handed the event. */
  long sent() throws IOException {
    return await(sent);
  }

  /** When it answered. */
  long answered() throws IOException {
    return await(answered);
  }

  private static <T> T await(CompletableFuture<T> time) throws IOException {
    try {
      return time.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the function did not come up, or did not answer", e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.endsWith("/restore/next")) {
      ready.complete(System.nanoTime());
      awaitQuiet(watched.join().toHandle());
      resumed.complete(System.nanoTime());
      reply(exchange, 200, new byte[0]);
    } else if (path.endsWith("/invocation/next")) {
      next(exchange);
    } else if (path.endsWith("/response")) {
      answered.complete(System.nanoTime());
      reply(exchange, 202, new byte[0]);
    } else {
      fail(path + ": " + new String(body, StandardCharsets.UTF_8));
      reply(exchange, 202, new byte[0]);
    }
  }

  /** Waits until the compiler too has done its work: a snapshot is taken long after the start. */
  private static void awaitQuiet(ProcessHandle process) throws IOException {
    try {
      Duration before = Duration.ofSeconds(-1);
      Duration now = process.info().totalCpuDuration().orElse(Duration.ZERO);
      while (!now.equals(before)) {
        TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
        before = now;
        now = process.info().totalCpuDuration().orElse(Duration.ZERO);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    if (answered.isDone()) {
      // The client gives up on this answer, and the process ends as a Java process should.
      reply(exchange, 500, new byte[0]);
      return;
    }
    ready.complete(System.nanoTime());
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", "00000000-0000-4000-8000-000000000000");
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:123456789012:function:bench:live");
    long now = System.nanoTime();
    resumed.complete(now);
    sent.complete(now);
    reply(exchange, 200, event);
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
