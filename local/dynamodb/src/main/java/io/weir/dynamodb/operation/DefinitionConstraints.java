package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model asks of a table's definition, before anything is asked of its sense. */
final class DefinitionConstraints {

  private static final String THROUGHPUT = "ProvisionedThroughput";
  private static final int MAX_TABLE_KEY = 2;
  private static final int MAX_INDEX_KEY = 8;

  private final Constraints constraints = new Constraints();

  /** Checks what CreateTable is given. */
  void create(Parameters request) {
    if (!request.has("TableName")) {
      throw DynamoDbException.validation(
          "The parameter 'TableName' is required but was not present in the request");
    }
    constraints
        .tableName(request.text("TableName"), 3)
        .required(request, "AttributeDefinitions")
        .required(request, "KeySchema");
    options(request);
    attributes(request);
    key(request, "keySchema", MAX_TABLE_KEY);
    indexes(request, "LocalSecondaryIndexes");
    indexes(request, "GlobalSecondaryIndexes");
    constraints.check();
  }

  /** Checks what UpdateTable is given. */
  void update(Parameters request) {
    constraints.tableName(request);
    options(request);
    attributes(request);
    int number = 1;
    for (Parameters update : request.structures("GlobalSecondaryIndexUpdates")) {
      String path = "globalSecondaryIndexUpdates." + number + ".member.";
      Parameters create = update.structure("Create");
      if (create != null) {
        index(create, path + "create.");
      }
      number++;
    }
    constraints.check();
  }

  private void options(Parameters request) {
    constraints
        .oneOf(request, "BillingMode", "PROVISIONED", "PAY_PER_REQUEST")
        .oneOf(request, "TableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS");
    throughput(request.structure(THROUGHPUT), "provisionedThroughput");
    Parameters stream = request.structure("StreamSpecification");
    if (stream != null) {
      constraints.oneOf(
          stream.text("StreamViewType"),
          "streamSpecification.streamViewType",
          "NEW_IMAGE",
          "OLD_IMAGE",
          "NEW_AND_OLD_IMAGES",
          "KEYS_ONLY");
    }
  }

  private void throughput(@Nullable Parameters throughput, String path) {
    if (throughput == null) {
      return;
    }
    for (String name : List.of("ReadCapacityUnits", "WriteCapacityUnits")) {
      Long units = throughput.number(name);
      String member = path + "." + Constraints.lower(name);
      if (units == null) {
        constraints.refuse(null, member, "Member must not be null");
      } else if (units < 1) {
        constraints.refuse(units, member, "Member must have value greater than or equal to 1");
      }
    }
  }

  private void attributes(Parameters request) {
    int number = 1;
    for (Parameters attribute : request.structures("AttributeDefinitions")) {
      String path = "attributeDefinitions." + number + ".member.";
      if (!attribute.has("AttributeName")) {
        constraints.refuse(null, path + "attributeName", "Member must not be null");
      }
      if (!attribute.has("AttributeType")) {
        constraints.refuse(null, path + "attributeType", "Member must not be null");
      }
      constraints.oneOf(attribute.text("AttributeType"), path + "attributeType", "B", "N", "S");
      number++;
    }
  }

  private void key(Parameters given, String path, int most) {
    List<Parameters> elements = given.structures("KeySchema");
    if (given.has("KeySchema")) {
      List<String> texts = elements.stream().map(DefinitionConstraints::text).toList();
      constraints.length(texts, path, 1, most);
    }
    int number = 1;
    for (Parameters element : elements) {
      String member = path + "." + number + ".member.";
      if (!element.has("AttributeName")) {
        constraints.refuse(null, member + "attributeName", "Member must not be null");
      }
      if (!element.has("KeyType")) {
        constraints.refuse(null, member + "keyType", "Member must not be null");
      }
      constraints.oneOf(element.text("KeyType"), member + "keyType", "HASH", "RANGE");
      number++;
    }
  }

  private static String text(Parameters element) {
    return "KeySchemaElement(attributeName="
        + element.text("AttributeName")
        + ", keyType="
        + element.text("KeyType")
        + ")";
  }

  private void indexes(Parameters request, String member) {
    int number = 1;
    for (Parameters index : request.structures(member)) {
      index(index, Constraints.lower(member) + "." + number + ".member.");
      number++;
    }
  }

  private void index(Parameters index, String path) {
    String name = index.text("IndexName");
    if (name == null) {
      constraints.refuse(null, path + "indexName", "Member must not be null");
    } else {
      constraints.name(name, path + "indexName", 3);
    }
    if (!index.has("KeySchema")) {
      constraints.refuse(null, path + "keySchema", "Member must not be null");
    }
    key(index, path + "keySchema", MAX_INDEX_KEY);
    Parameters projection = index.structure("Projection");
    if (projection == null) {
      constraints.refuse(null, path + "projection", "Member must not be null");
    } else {
      constraints.oneOf(
          projection.text("ProjectionType"),
          path + "projection.projectionType",
          "ALL",
          "INCLUDE",
          "KEYS_ONLY");
    }
    throughput(index.structure(THROUGHPUT), path + "provisionedThroughput");
  }
}
