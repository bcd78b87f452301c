package io.weir.bench.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is stored: of each event its identity, its hash and its partition key, which is all that
 * decides an answer as long as no two events have one identity and other bytes. Confined to the
 * thread that reads requests.
 *
 * <p>Not the engine of {@code local}, on purpose: it takes some 18 microseconds of a processor an
 * insert, which the client of a batch would wait for, and both share the machine's processors.
 */
final class Items {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("'([^']+)': \\?");
  private static final String KEY = "eventId";
  private static final String HASH = "contentHash";
  private static final String PARTITION_KEY = "partitionKey";

  private final Map<String, Head> heads = new HashMap<>();
  private final Map<String, Places> statements = new HashMap<>();

  void clear() {
    heads.clear();
  }

  int count() {
    return heads.size();
  }

  /** Carries one operation out. */
  Reply reply(String operation, byte[] body) throws IOException {
    JsonNode request = JSON.readTree(body);
    return switch (operation) {
      case "PutItem" -> put(request);
      case "BatchExecuteStatement" -> insert(request);
      case "BatchGetItem" -> get(request);
      default -> Reply.error("UnknownOperationException", "the stand-in knows no " + operation);
    };
  }

  private Reply put(JsonNode request) {
    JsonNode item = request.path("Item");
    String key = item.path(KEY).path("S").asText();
    if (!request.path("ConditionExpression").asText().contains("attribute_not_exists")) {
      return Reply.error("ValidationException", "the stand-in knows one condition only");
    }
    boolean free =
        heads.putIfAbsent(
                key,
                new Head(
                    item.path(HASH).path("S").asText(),
                    item.path(PARTITION_KEY).path("S").asText()))
            == null;
    return free
        ? Reply.ok("{}")
        : Reply.error("ConditionalCheckFailedException", "The conditional request failed");
  }

  /** Answers 200 whatever became of the statements, as the service does (DDB-53). */
  private Reply insert(JsonNode request) {
    ArrayNode responses = JSON.createArrayNode();
    for (JsonNode statement : request.path("Statements")) {
      Places places = statements.computeIfAbsent(statement.path("Statement").asText(), Places::of);
      JsonNode values = statement.path("Parameters");
      String key = values.path(places.key()).path("S").asText();
      Head head =
          new Head(
              values.path(places.hash()).path("S").asText(),
              values.path(places.partitionKey()).path("S").asText());
      ObjectNode response = responses.addObject();
      if (heads.putIfAbsent(key, head) != null) {
        response
            .putObject("Error")
            .put("Code", "DuplicateItem")
            .put("Message", "Duplicate primary key exists in table");
      }
    }
    return Reply.ok(JSON.createObjectNode().set("Responses", responses).toString());
  }

  private Reply get(JsonNode request) {
    ObjectNode tables = JSON.createObjectNode();
    request
        .path("RequestItems")
        .properties()
        .forEach(
            table -> {
              ArrayNode items = tables.putArray(table.getKey());
              for (JsonNode key : table.getValue().path("Keys")) {
                add(items, key.path(KEY).path("S").asText());
              }
            });
    ObjectNode answer = JSON.createObjectNode();
    answer.set("Responses", tables);
    answer.putObject("UnprocessedKeys");
    return Reply.ok(answer.toString());
  }

  private void add(ArrayNode items, String key) {
    Head head = heads.get(key);
    if (head != null) {
      ObjectNode item = items.addObject();
      item.putObject(KEY).put("S", key);
      item.putObject(HASH).put("S", head.hash());
      item.putObject(PARTITION_KEY).put("S", head.partitionKey());
    }
  }

  /** What decides about a second event with the same key. */
  private record Head(String hash, String partitionKey) {}

  /** Where among a statement's parameters those stand that count. */
  private record Places(int key, int hash, int partitionKey) {
    static Places of(String statement) {
      int key = -1;
      int hash = -1;
      int partitionKey = -1;
      Matcher name = NAME.matcher(statement);
      for (int i = 0; name.find(); i++) {
        if (name.group(1).equals(KEY)) {
          key = i;
        } else if (name.group(1).equals(HASH)) {
          hash = i;
        } else if (name.group(1).equals(PARTITION_KEY)) {
          partitionKey = i;
        }
      }
      return new Places(key, hash, partitionKey);
    }
  }
}
