package io.weir.local.wire;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes batches of statements and of messages, and remembers their entries. */
final class BatchService implements Service {

  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> entries = new CopyOnWriteArrayList<>();

  /** Returns the entries that have arrived. */
  List<String> entries() {
    return List.copyOf(entries);
  }

  void clear() {
    entries.clear();
  }

  @Override
  public boolean serves(Request request) {
    String target = request.header("X-Amz-Target").orElse("");
    return target.startsWith("DynamoDB_") || target.startsWith("AmazonSQS.");
  }

  @Override
  public Reply handle(Request request) {
    try {
      ObjectNode answer = JSON.createObjectNode();
      ArrayNode responses = answer.putArray("Responses");
      ArrayNode successful = answer.putArray("Successful");
      JSON.readTree(request.body())
          .findValuesAsText("Statement")
          .forEach(
              statement -> {
                entries.add(statement);
                responses.addObject();
              });
      JSON.readTree(request.body())
          .findValuesAsText("Id")
          .forEach(
              id -> {
                entries.add(id);
                successful.addObject().put("Id", id);
              });
      return new Reply(
          200,
          Map.of("Content-Type", "application/x-amz-json-1.0"),
          JSON.writeValueAsBytes(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
