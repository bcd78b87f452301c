package io.weir.bench.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** An event as an item, by hand. */
final class SampleItem {
  private SampleItem() {}

  /** Returns the put that fails when the event is there. */
  static PutItemRequest put(String table, SampleEvent event, String partitionKey) {
    return PutItemRequest.builder()
        .tableName(table)
        .item(
            Map.of(
                "eventId", AttributeValue.fromS(event.eventId()),
                "timestamp", AttributeValue.fromS(event.timestamp()),
                "partitionKey", AttributeValue.fromS(partitionKey),
                "data", value(event.data())))
        .conditionExpression("attribute_not_exists(eventId)")
        .build();
  }

  private static AttributeValue value(JsonNode node) {
    if (node.isObject()) {
      Map<String, AttributeValue> members = new LinkedHashMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
      return AttributeValue.fromM(members);
    }
    if (node.isArray()) {
      List<AttributeValue> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element)));
      return AttributeValue.fromL(elements);
    }
    if (node.isNumber()) {
      return AttributeValue.fromN(node.asText());
    }
    if (node.isBoolean()) {
      return AttributeValue.fromBool(node.asBoolean());
    }
    return node.isNull() ? AttributeValue.fromNul(true) : AttributeValue.fromS(node.asText());
  }
}
