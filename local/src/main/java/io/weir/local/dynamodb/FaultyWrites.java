package io.weir.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Stands before the table and lets writes fail as they may on AWS, when told to. */
final class FaultyWrites {
  private static final Set<String> WRITES =
      Set.of(
          "PutItem",
          "UpdateItem",
          "DeleteItem",
          "BatchWriteItem",
          "TransactWriteItems",
          "ExecuteStatement",
          "BatchExecuteStatement",
          "ExecuteTransaction");

  private final Function<Request, Reply> table;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong struck = new AtomicLong();
  private volatile Faults faults = Faults.none();

  FaultyWrites(Function<Request, Reply> table) {
    this.table = table;
  }

  void faults(Faults next) {
    this.faults = next;
  }

  long calls() {
    return calls.get();
  }

  long struck() {
    return struck.get();
  }

  Reply handle(Request request) {
    String operation = operation(request);
    if (!WRITES.contains(operation)) {
      return table.apply(request);
    }
    calls.incrementAndGet();
    Faults now = faults;
    if (now == NoFaults.INSTANCE) {
      return table.apply(request);
    }
    Optional<ObjectNode> body = parse(request.body());
    // A body that is no JSON object is refused by the service itself, in its own words.
    if (body.isEmpty()) {
      return table.apply(request);
    }
    Call call = Call.of(operation, body.get());
    return strike(request, call, fates(operation, call.writes(), now));
  }

  private Reply strike(Request request, Call call, Map<Fault, Set<Integer>> fates) {
    fates.forEach((fault, places) -> struck.addAndGet(places.size()));
    if (fates.containsKey(Fault.FAILED)) {
      return Answers.failed();
    }
    Set<Integer> refused = fates.getOrDefault(Fault.THROTTLED, Set.of());
    Reply reply =
        refused.isEmpty()
            ? table.apply(request)
            : call.without(refused, rest -> table.apply(with(request, rest)));
    return fates.containsKey(Fault.ANSWER_LOST) ? Answers.failed() : reply;
  }

  private static Map<Fault, Set<Integer>> fates(
      String operation, List<JsonNode> writes, Faults faults) {
    Map<Fault, Set<Integer>> fates = new HashMap<>();
    for (int place = 0; place < writes.size(); place++) {
      Fault fault = faults.next(new Write(operation, place, writes.get(place).toString()));
      if (fault != Fault.NONE) {
        fates.computeIfAbsent(fault, any -> new HashSet<>()).add(place);
      }
    }
    return fates;
  }

  private static Request with(Request request, JsonNode body) {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return new Request(request.method(), request.path(), request.headers(), bytes);
  }

  private static String operation(Request request) {
    String target = request.header("X-Amz-Target").orElse("");
    return target.substring(target.indexOf('.') + 1);
  }

  private static Optional<ObjectNode> parse(byte[] body) {
    try {
      return Answers.JSON.readTree(body) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
