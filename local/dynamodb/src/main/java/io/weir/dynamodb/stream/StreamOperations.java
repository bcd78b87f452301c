package io.weir.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.operation.Operation;
import io.weir.dynamodb.operation.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The four operations of DynamoDB Streams. */
public final class StreamOperations {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_STREAMS = 100;
  private static final int MOST_RECORDS = 1000;
  private static final int REGION = 3;

  private final Streams streams;

  /** Works on these streams. */
  public StreamOperations(Streams streams) {
    this.streams = streams;
  }

  /** Returns the operations by their names. */
  public Map<String, Operation> byName() {
    return Map.of(
        "ListStreams", this::list,
        "DescribeStream", this::describe,
        "GetShardIterator", this::iterator,
        "GetRecords", this::records);
  }

  private JsonNode list(Parameters request) {
    int most = limit(request, MOST_STREAMS);
    String table = request.text("TableName");
    String after = request.text("ExclusiveStartStreamArn");
    List<ChangeLog> all =
        streams.all().stream()
            .filter(it -> table == null || it.definition().name().equals(table))
            .filter(it -> after == null || it.origin().arn().compareTo(after) > 0)
            .toList();
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("Streams");
    all.stream()
        .limit(most)
        .forEach(
            log ->
                list.addObject()
                    .put("StreamArn", log.origin().arn())
                    .put("StreamLabel", log.origin().label())
                    .put("TableName", log.definition().name()));
    if (all.size() > most) {
      answer.put("LastEvaluatedStreamArn", all.get(most - 1).origin().arn());
    }
    return answer;
  }

  private JsonNode describe(Parameters request) {
    ChangeLog log = streams.named(required(request, "StreamArn"));
    limit(request, MOST_STREAMS);
    ObjectNode answer = JSON.objectNode();
    ObjectNode stream = answer.putObject("StreamDescription");
    stream.put("StreamArn", log.origin().arn());
    stream.put("StreamLabel", log.origin().label());
    stream.put("StreamStatus", log.isOpen() ? "ENABLED" : "DISABLED");
    stream.put("StreamViewType", log.definition().options().streamView());
    stream.put("CreationRequestDateTime", log.origin().created().toEpochMilli() / 1_000.0);
    stream.put("TableName", log.definition().name());
    ArrayNode key = stream.putArray("KeySchema");
    log.definition().key().hash().forEach(it -> key.add(element(it, "HASH")));
    log.definition().key().range().forEach(it -> key.add(element(it, "RANGE")));
    ArrayNode shards = stream.putArray("Shards");
    String after = request.text("ExclusiveStartShardId");
    if (after == null || log.shardId().compareTo(after) > 0) {
      ObjectNode shard = shards.addObject();
      shard.put("ShardId", log.shardId());
      ObjectNode range = shard.putObject("SequenceNumberRange");
      range.put("StartingSequenceNumber", ChangeRecords.number(1));
      if (!log.isOpen()) {
        range.put("EndingSequenceNumber", ChangeRecords.number(Math.max(1, log.next() - 1)));
      }
    }
    return answer;
  }

  private static ObjectNode element(String attribute, String type) {
    return JSON.objectNode().put("AttributeName", attribute).put("KeyType", type);
  }

  private JsonNode iterator(Parameters request) {
    ChangeLog log = streams.named(required(request, "StreamArn"));
    String shard = required(request, "ShardId");
    if (!shard.equals(log.shardId())) {
      throw DynamoDbException.notFound(
          "Requested resource not found: Shard does not exist: " + shard);
    }
    String type = required(request, "ShardIteratorType");
    long from =
        switch (type) {
          case "TRIM_HORIZON" -> log.first();
          case "LATEST" -> log.next();
          case "AT_SEQUENCE_NUMBER" -> number(request, log);
          case "AFTER_SEQUENCE_NUMBER" -> number(request, log) + 1;
          default ->
              throw refused(
                  type,
                  "shardIteratorType",
                  "satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER,"
                      + " TRIM_HORIZON]");
        };
    return JSON.objectNode().put("ShardIterator", token(log, from));
  }

  private static long number(Parameters request, ChangeLog log) {
    String text = required(request, "SequenceNumber");
    if (!text.matches("[0-9]{1,40}") || text.length() > 21) {
      throw refused(text, "sequenceNumber", "have length between 21 and 40");
    }
    long number = Long.parseLong(text.substring(Math.max(0, text.length() - 18)));
    if (number < log.first()) {
      throw DynamoDbException.of(
          "TrimmedDataAccessException",
          "The operation attempted to read past the oldest stream record in a shard.");
    }
    return number;
  }

  private static String token(ChangeLog log, long from) {
    return Base64.getEncoder()
        .encodeToString((log.origin().arn() + "|" + from).getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode records(Parameters request) {
    String[] place = place(required(request, "ShardIterator"));
    int most = limit(request, MOST_RECORDS);
    ChangeLog log = streams.named(place[0]);
    long from = Long.parseLong(place[1]);
    if (from < log.first()) {
      throw DynamoDbException.of(
          "TrimmedDataAccessException",
          "The operation attempted to read past the oldest stream record in a shard.");
    }
    List<ChangeLog.Entry> entries = log.read(from, most);
    String region = log.origin().arn().split(":", -1)[REGION];
    ObjectNode answer = JSON.objectNode();
    ArrayNode records = answer.putArray("Records");
    entries.forEach(it -> records.add(ChangeRecords.write(it, log.definition(), region)));
    long next = from + entries.size();
    if (log.isOpen() || next < log.next()) {
      answer.put("NextShardIterator", token(log, next));
    }
    return answer;
  }

  private static String[] place(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      String[] place = text.split("\\|", -1);
      if (place.length == 2 && place[1].matches("[0-9]{1,18}")) {
        return place;
      }
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static DynamoDbException invalid() {
    return DynamoDbException.validation("Invalid ShardIterator");
  }

  private static int limit(Parameters request, int most) {
    Long limit = request.number("Limit");
    if (limit == null) {
      return most;
    }
    if (limit < 1 || limit > most) {
      throw refused(
          limit,
          "limit",
          "have value "
              + (limit < 1 ? "greater than or equal to 1" : "less than or equal to " + most));
    }
    return limit.intValue();
  }

  private static String required(Parameters request, String name) {
    String text = request.text(name);
    if (text == null) {
      throw refused(null, Character.toLowerCase(name.charAt(0)) + name.substring(1), "not be null");
    }
    return text;
  }

  private static DynamoDbException refused(
      @Nullable Object value, String member, String constraint) {
    return DynamoDbException.validation(
        "1 validation error detected: Value "
            + (value == null ? "null" : "'" + value + "'")
            + " at '"
            + member
            + "' failed to satisfy constraint: Member must "
            + constraint);
  }
}
