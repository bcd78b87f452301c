package io.weir.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.local.lambda.Instance.Execution;
import io.weir.local.lambda.InvokeRequest.InvocationType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lambda's API as far as calling and finding functions needs it. What it does not know it refuses.
 */
public final class Lambda implements Service, AutoCloseable {
  private final String account;
  private final String region;
  private final Supplier<UUID> requestIds;
  private final SortedMap<String, Registered> functions = new ConcurrentSkipListMap<>();

  private record Registered(Function function, EventQueue queue) {}

  /** An API without functions; account and region complete what a caller leaves out of an ARN. */
  public Lambda(String account, String region) {
    this(account, region, UUID::randomUUID);
  }

  Lambda(String account, String region, Supplier<UUID> requestIds) {
    this.account = account;
    this.region = region;
    this.requestIds = requestIds;
  }

  /** Makes a function known; it is closed with the API. */
  public void register(Function function) {
    Registered entry = new Registered(function, new EventQueue(function, function::log));
    if (functions.putIfAbsent(function.settings().arn(), entry) != null) {
      entry.queue().close();
      throw new IllegalArgumentException("Function already exist: " + function.settings().name());
    }
  }

  /** Finds a function by its name or by its ARN. */
  public Optional<Function> function(String nameOrArn) {
    String arn = new FunctionPath(nameOrArn, "", Optional.empty()).arn(account, region);
    return Optional.ofNullable(functions.get(arn)).map(Registered::function);
  }

  @Override
  public boolean serves(Request request) {
    return request.path().startsWith(FunctionPath.ROOT);
  }

  @Override
  public Reply handle(Request request) {
    String requestId = requestIds.get().toString();
    try {
      return route(request, requestId);
    } catch (ApiError e) {
      Map<String, String> headers = headers(requestId);
      headers.put("x-amzn-ErrorType", e.type());
      return new Reply(e.status(), headers, bytes(e.document()));
    }
  }

  private Reply route(Request request, String requestId) {
    FunctionPath path =
        FunctionPath.of(request)
            .orElseThrow(() -> ApiError.unknownOperation(request.method(), request.path()));
    String operation = request.method() + " " + path.operation();
    if (operation.equals("GET ") && path.reference().isEmpty()) {
      return document(list(), requestId);
    }
    if (path.reference().isEmpty()) {
      throw ApiError.notMadeHere(request.method(), request.path());
    }
    Registered entry = find(path);
    return switch (operation) {
      case "POST invocations" -> invoke(entry, request, requestId);
      case "GET " -> document(new FunctionDocument(entry.function()).details(), requestId);
      case "GET configuration" ->
          document(new FunctionDocument(entry.function()).configuration(), requestId);
      default -> throw ApiError.unknownOperation(request.method(), request.path());
    };
  }

  private Registered find(FunctionPath path) {
    String arn = path.arn(account, region);
    Registered entry = functions.get(arn);
    if (entry == null) {
      throw ApiError.functionNotFound(arn);
    }
    return entry;
  }

  private JsonNode list() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode all = document.putArray("Functions");
    functions
        .values()
        .forEach(entry -> all.add(new FunctionDocument(entry.function()).configuration()));
    return document;
  }

  private Reply invoke(Registered entry, Request request, String requestId) {
    InvocationType type = InvokeRequest.type(request);
    Event event = InvokeRequest.event(request, requestId, type);
    switch (type) {
      case RequestResponse -> {
        boolean tail = request.header("X-Amz-Log-Type").orElse("None").equals("Tail");
        return reply(entry.function().execute(event), requestId, tail);
      }
      case Event -> {
        entry.queue().add(event);
        return new Reply(202, headers(requestId), new byte[0]);
      }
      case DryRun -> {
        return new Reply(204, headers(requestId), new byte[0]);
      }
    }
    throw new IllegalStateException("No such invocation type: " + type);
  }

  private static Reply reply(Execution execution, String requestId, boolean tail) {
    Map<String, String> headers = headers(requestId);
    headers.put("X-Amz-Executed-Version", "$LATEST");
    byte[] payload;
    if (execution.outcome() instanceof Invocation.Returned returned) {
      payload = returned.payload();
    } else if (execution.outcome() instanceof Invocation.Failed failed) {
      headers.put("X-Amz-Function-Error", "Unhandled");
      payload = failed.payload();
    } else {
      throw ApiError.throttled();
    }
    if (tail) {
      headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(logTail(execution)));
    }
    return new Reply(200, headers, payload);
  }

  /** The log is complete a moment after the outcome; a stuck process must not keep the caller. */
  private static byte[] logTail(Execution execution) {
    try {
      return execution.logTail().get(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new byte[0];
    } catch (ExecutionException | TimeoutException e) {
      return "The log could not be read in time.\n".getBytes(StandardCharsets.UTF_8);
    }
  }

  private static Reply document(JsonNode document, String requestId) {
    return new Reply(200, headers(requestId), bytes(document));
  }

  private static byte[] bytes(JsonNode document) {
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> headers(String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("x-amzn-RequestId", requestId);
    return headers;
  }

  /** Closes every function. */
  @Override
  public void close() {
    functions
        .values()
        .forEach(
            entry -> {
              entry.queue().close();
              entry.function().close();
            });
    functions.clear();
  }
}
