package io.weir.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.Answer;
import io.weir.dynamodb.DynamoDb;
import io.weir.dynamodb.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An engine with one table, and the requests that it is measured with. */
final class Requests implements AutoCloseable {

  /** A key of two attributes, so that one query reads many items. */
  static final String DEFINITION =
      """
      {"TableName":"Events","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"device","AttributeType":"S"},
         {"AttributeName":"id","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"device","KeyType":"HASH"},
         {"AttributeName":"id","KeyType":"RANGE"}]}
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BATCH = 25;
  private static final int CONTENT = 300;
  private static final int LARGE = 470;
  private static final String INSERT =
      "INSERT INTO \"Events\" VALUE {'device': ?, 'id': ?, 'data': ?}";

  private final DynamoDb engine =
      DynamoDb.inMemory(Settings.of(InstantSource.system(), new Random(1)));

  private Requests() {}

  static Requests open() {
    Requests requests = new Requests();
    requests.done("CreateTable", read(DEFINITION));
    return requests;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  private JsonNode done(String operation, JsonNode body) {
    Answer answer = engine.call(operation, body);
    if (!answer.succeeded() || answer.body().toString().contains("\"Error\"")) {
      throw new IllegalStateException(operation + ": " + answer.body());
    }
    return answer.body();
  }

  /** Returns one client's inserts, ready for the wire. */
  static List<String> batches(int client, int inserts) {
    List<String> batches = new ArrayList<>();
    for (int first = 0; first < inserts; first += BATCH) {
      batches.add(batch(client, first).toString());
    }
    return batches;
  }

  private static ObjectNode batch(int client, int first) {
    ObjectNode batch = JSON.createObjectNode();
    ArrayNode statements = batch.putArray("Statements");
    for (int i = first; i < first + BATCH; i++) {
      ObjectNode statement = statements.addObject().put("Statement", INSERT);
      ArrayNode parameters = statement.putArray("Parameters");
      parameters.addObject().put("S", "device-" + client + "-" + i % 97);
      parameters.addObject().put("S", "event-%012d".formatted(i));
      parameters.addObject().put("S", "x".repeat(CONTENT));
    }
    return batch;
  }

  void insert(int client, int inserts) {
    for (int first = 0; first < inserts; first += BATCH) {
      byte[] body = batch(client, first).toString().getBytes(StandardCharsets.UTF_8);
      Answer answer = engine.handle("DynamoDB_20120810.BatchExecuteStatement", body);
      if (!answer.succeeded() || answer.bytes().length == 0) {
        throw new IllegalStateException(answer.body().toString());
      }
    }
  }

  /** Puts items of 500 bytes with one device. */
  void fill(int items, String device) {
    for (int i = 0; i < items; i++) {
      ObjectNode put = JSON.createObjectNode().put("TableName", "Events");
      ObjectNode item = put.putObject("Item");
      item.putObject("device").put("S", device);
      item.putObject("id").put("S", "%08d".formatted(i));
      item.putObject("data").put("S", "x".repeat(LARGE));
      done("PutItem", put);
    }
  }

  JsonNode query(String device) {
    ObjectNode query = JSON.createObjectNode().put("TableName", "Events");
    query.put("KeyConditionExpression", "device = :d");
    query.putObject("ExpressionAttributeValues").putObject(":d").put("S", device);
    Answer answer = engine.call("Query", query);
    if (answer.bytes().length == 0) {
      throw new IllegalStateException("no answer");
    }
    return answer.body();
  }

  @Override
  public void close() {
    engine.close();
  }
}
