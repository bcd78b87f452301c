package io.weir.dynamodb.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.table.IndexDefinition;
import io.weir.dynamodb.table.IndexDefinition.Projected;
import io.weir.dynamodb.table.IndexDefinition.Throughput;
import io.weir.dynamodb.table.KeySchema;
import io.weir.dynamodb.table.Storage.StoredTable;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.TableDefinition;
import io.weir.dynamodb.table.TableDefinition.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table beside its items, as the file has it. */
final class TableJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TableJson() {}

  static String write(Table table) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", table.identity().id());
    json.put("arn", table.identity().arn());
    json.put("created", table.identity().created().toString());
    json.put("expireBy", table.timeToLive());
    json.set("tags", JSON.valueToTree(table.tags()));
    TableDefinition definition = table.definition();
    json.put("name", definition.name());
    json.set("attributes", JSON.valueToTree(definition.attributes()));
    write(json, definition.key());
    ArrayNode indexes = json.putArray("indexes");
    definition.indexes().forEach(it -> write(indexes.addObject(), it));
    Options options = definition.options();
    json.put("payPerRequest", options.payPerRequest());
    write(json, options.throughput());
    json.put("streamView", options.streamView());
    json.put("deletionProtected", options.deletionProtected());
    json.put("tableClass", options.tableClass());
    return json.toString();
  }

  private static void write(ObjectNode json, IndexDefinition index) {
    json.put("name", index.name());
    json.put("global", index.global());
    write(json, index.key());
    json.put("projected", index.projected().type());
    json.set("others", JSON.valueToTree(index.projected().others()));
    write(json, index.throughput());
  }

  private static void write(ObjectNode json, KeySchema key) {
    json.set("hash", JSON.valueToTree(key.hash()));
    json.set("range", JSON.valueToTree(key.range()));
  }

  private static void write(ObjectNode json, Throughput throughput) {
    json.put("read", throughput.read());
    json.put("write", throughput.write());
  }

  static StoredTable read(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("a table in the file is no JSON", e);
    }
    List<IndexDefinition> indexes = new ArrayList<>();
    json.path("indexes").forEach(it -> indexes.add(index(it)));
    Options options =
        new Options(
            json.path("payPerRequest").asBoolean(),
            throughput(json),
            text(json, "streamView"),
            json.path("deletionProtected").asBoolean(),
            json.path("tableClass").asText());
    return new StoredTable(
        new Table.Identity(
            json.path("id").asText(),
            json.path("arn").asText(),
            Instant.parse(json.path("created").asText())),
        new TableDefinition(
            json.path("name").asText(),
            texts(json.path("attributes")),
            key(json),
            indexes,
            options),
        text(json, "expireBy"),
        texts(json.path("tags")));
  }

  private static IndexDefinition index(JsonNode json) {
    return new IndexDefinition(
        json.path("name").asText(),
        json.path("global").asBoolean(),
        key(json),
        new Projected(json.path("projected").asText(), list(json.path("others"))),
        throughput(json));
  }

  private static KeySchema key(JsonNode json) {
    return new KeySchema(list(json.path("hash")), list(json.path("range")));
  }

  private static Throughput throughput(JsonNode json) {
    return new Throughput(json.path("read").asLong(), json.path("write").asLong());
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.path(name).textValue();
  }

  private static List<String> list(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(it -> texts.add(it.asText()));
    return List.copyOf(texts);
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties().forEach(it -> texts.put(it.getKey(), it.getValue().asText()));
    return texts;
  }
}
