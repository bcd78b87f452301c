package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operations on a table's tags. */
final class Tags {

  private static final int MOST = 50;

  private final Engine engine;

  Tags(Engine engine) {
    this.engine = engine;
  }

  Map<String, Operation> all() {
    return Map.of(
        "TagResource", this::tag,
        "UntagResource", this::untag,
        "ListTagsOfResource", this::list);
  }

  /** Reads the tags that a request gives. */
  static Map<String, String> read(Parameters request) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Parameters tag : request.structures("Tags")) {
      tags.put(tag.text("Key", ""), tag.text("Value", ""));
    }
    return tags;
  }

  private JsonNode tag(Parameters request) {
    new Constraints().required(request, "ResourceArn").required(request, "Tags").check();
    Table table = named(request, "TagResource");
    engine
        .tables()
        .tag(
            table,
            old -> {
              Map<String, String> all = new LinkedHashMap<>(old);
              all.putAll(read(request));
              if (all.size() > MOST) {
                throw DynamoDbException.validation("Too many tags: a table has at most " + MOST);
              }
              return all;
            });
    return JsonNodeFactory.instance.objectNode();
  }

  private JsonNode untag(Parameters request) {
    new Constraints().required(request, "ResourceArn").required(request, "TagKeys").check();
    Table table = named(request, "UntagResource");
    engine
        .tables()
        .tag(
            table,
            old -> {
              Map<String, String> rest = new LinkedHashMap<>(old);
              request.texts("TagKeys").forEach(rest::remove);
              return rest;
            });
    return JsonNodeFactory.instance.objectNode();
  }

  private JsonNode list(Parameters request) {
    new Constraints().required(request, "ResourceArn").check();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode tags = answer.putArray("Tags");
    named(request, "ListTagsOfResource")
        .tags()
        .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    return answer;
  }

  /** A resource that is not there, or another account's, is one that the caller may not see. */
  private Table named(Parameters request, String operation) {
    String arn = request.text("ResourceArn", "");
    Table table = engine.tables().find(TableNames.ofResource(arn));
    if (table == null) {
      throw DynamoDbException.coral(
          "AccessDeniedException",
          "User is not authorized to perform: dynamodb:" + operation + " on resource: " + arn);
    }
    return table;
  }
}
