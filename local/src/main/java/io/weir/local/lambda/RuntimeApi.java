package io.weir.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.local.http.Callers;
import io.weir.local.http.LoopbackServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's runtime API for one instance, on a port of its own: which instance speaks is then never
 * in doubt, whatever the function does.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<Signal> signals;
  private final BlockingQueue<NextInvocation> calls = new ArrayBlockingQueue<>(1);
  private final ExecutorService threads;
  private final HttpServer server;
  private @Nullable NextInvocation current;

  private RuntimeApi(HttpServer server, BlockingQueue<Signal> signals) {
    this.server = server;
    this.signals = signals;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "runtime-api-" + server.getAddress().getPort());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts one that tells what happens by signals. */
  static RuntimeApi start(BlockingQueue<Signal> signals) throws IOException {
    HttpServer server = LoopbackServers.bind(0);
    RuntimeApi api = new RuntimeApi(server, signals);
    server.setExecutor(api.threads);
    server.createContext("/", api::handle);
    server.start();
    return api;
  }

  /** Host and port, as the runtime client wants them. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Hands a call to the runtime, which must be ready. */
  synchronized void offer(NextInvocation call) {
    current = call;
    calls.add(call);
  }

  private synchronized boolean isBusy() {
    return current != null;
  }

  private synchronized boolean complete(String requestId) {
    if (current == null || !current.event().requestId().equals(requestId)) {
      return false;
    }
    current = null;
    return true;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (Callers.objection(name -> header(exchange, name)).isPresent()) {
        reply(exchange, 403, "AccessDenied");
        return;
      }
      String path = exchange.getRequestURI().getPath();
      String[] parts = path.startsWith(ROOT) ? path.substring(ROOT.length()).split("/", -1) : null;
      if (parts == null) {
        reply(exchange, 404, "NotFound");
      } else if (parts.length == 2 && parts[0].equals("invocation") && parts[1].equals("next")) {
        next(exchange);
      } else if (parts.length == 2 && parts[0].equals("init") && parts[1].equals("error")) {
        signals.add(new Signal.InitFailed(failure(exchange)));
        accept(exchange);
      } else if (parts.length == 3 && parts[2].equals("response")) {
        response(exchange, parts[1]);
      } else if (parts.length == 3 && parts[2].equals("error")) {
        error(exchange, parts[1]);
      } else {
        reply(exchange, 404, "NotFound");
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    if (isBusy()) {
      reply(exchange, 403, "InvalidStateTransition");
      return;
    }
    signals.add(new Signal.Ready());
    NextInvocation call = calls.take();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", call.event().requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(call.deadline().toEpochMilli()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", call.functionArn());
    headers.set("Lambda-Runtime-Trace-Id", call.traceId());
    call.event()
        .clientContext()
        .ifPresent(json -> headers.set("Lambda-Runtime-Client-Context", json));
    byte[] payload = call.event().payload();
    exchange.sendResponseHeaders(200, payload.length);
    exchange.getResponseBody().write(payload);
  }

  private void response(HttpExchange exchange, String requestId) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(Invocation.MAX_RESPONSE_BYTES + 1);
    boolean fits = body.length <= Invocation.MAX_RESPONSE_BYTES;
    long size = fits ? body.length : body.length + in.transferTo(OutputStream.nullOutputStream());
    if (!complete(requestId)) {
      reply(exchange, 400, "InvalidRequestID");
    } else if (fits) {
      signals.add(new Signal.Answered(new Invocation.Returned(body)));
      accept(exchange);
    } else {
      signals.add(new Signal.Answered(tooLarge(size)));
      reply(exchange, 413, "RequestEntityTooLarge");
    }
  }

  private static Invocation tooLarge(long size) {
    return Invocation.Failed.of(
        "Function.ResponseSizeTooLarge",
        "Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes)."
            .formatted(size, Invocation.MAX_RESPONSE_BYTES));
  }

  private void error(HttpExchange exchange, String requestId) throws IOException {
    Invocation failure = failure(exchange);
    if (complete(requestId)) {
      signals.add(new Signal.Answered(failure));
      accept(exchange);
    } else {
      reply(exchange, 400, "InvalidRequestID");
    }
  }

  /** The runtime's own document where it sends JSON; otherwise one that is made here. */
  private static Invocation.Failed failure(HttpExchange exchange) throws IOException {
    String type = header(exchange, "Lambda-Runtime-Function-Error-Type");
    String header = type.isEmpty() ? "Runtime.Unknown" : type;
    byte[] body = exchange.getRequestBody().readNBytes(Invocation.MAX_RESPONSE_BYTES);
    try {
      JsonNode document = JSON.readTree(body);
      return new Invocation.Failed(
          document.path("errorType").asText(header),
          document.path("errorMessage").asText(""),
          body);
    } catch (IOException malformed) {
      return Invocation.Failed.of(header, new String(body, StandardCharsets.UTF_8));
    }
  }

  private static void accept(HttpExchange exchange) throws IOException {
    send(exchange, 202, "{\"status\":\"OK\"}");
  }

  private static void reply(HttpExchange exchange, int status, String type) throws IOException {
    send(exchange, status, "{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}".formatted(type, type));
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** An event on its way to an instance, with what the runtime is told beside it. */
  record NextInvocation(Event event, String functionArn, Instant started, Instant deadline) {

    /** A trace header that is the same whenever the same request is made at the same time. */
    String traceId() {
      String id =
          UUID.nameUUIDFromBytes(event.requestId().getBytes(StandardCharsets.UTF_8))
              .toString()
              .replace("-", "");
      return "Root=1-%08x-%s;Parent=%s;Sampled=0"
          .formatted(started.getEpochSecond(), id.substring(0, 24), id.substring(16));
    }
  }

  /** Something that happened to an instance. */
  sealed interface Signal {

    /** The runtime asked for the next event: it is up, or done with the last one. */
    record Ready() implements Signal {}

    /** The runtime reported how the current invocation ended. */
    record Answered(Invocation outcome) implements Signal {}

    /** The runtime could not bring the function up. */
    record InitFailed(Invocation.Failed failure) implements Signal {}

    /** The process ended. */
    record Exited(int code) implements Signal {}

    /** Nothing happened in the time that was left. */
    record TimedOut() implements Signal {}

    /** The calling thread was interrupted; its flag is set again. */
    record Interrupted() implements Signal {}
  }
}
