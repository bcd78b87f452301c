package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.IndexDefinition;
import io.weir.dynamodb.table.KeySchema;
import io.weir.dynamodb.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a table or an index shall be, and refuses what cannot be. */
final class DefinitionReader {

  private static final int MAX_KEY_PARTS = 4;
  private static final int MAX_LOCAL = 5;
  private static final int MAX_GLOBAL = 20;
  private static final int MAX_OTHERS = 100;

  private DefinitionReader() {}

  /** Reads the types of key attributes. */
  static Map<String, String> attributes(Parameters request) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Parameters attribute : request.structures("AttributeDefinitions")) {
      String name = attribute.text("AttributeName", "");
      if (attributes.put(name, attribute.text("AttributeType", "")) != null) {
        throw DynamoDbException.parameters(
            "Duplicate AttributeName in AttributeDefinitions: " + name);
      }
    }
    return attributes;
  }

  /** Reads the whole definition that CreateTable asks for. */
  static TableDefinition table(Parameters request) {
    Map<String, String> attributes = attributes(request);
    TableDefinition.Options options = options(request);
    KeySchema key = key(request, attributes, null);
    List<IndexDefinition> indexes = new ArrayList<>();
    for (boolean global : List.of(false, true)) {
      String member = global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes";
      List<Parameters> given = request.structures(member);
      requireCount(request, member, given.size(), global);
      for (Parameters each : given) {
        indexes.add(index(each, attributes, global, options));
      }
    }
    requireLocalKeys(key, indexes);
    requireUniqueNames(indexes);
    requireUse(attributes, key, indexes);
    return new TableDefinition(
        request.text("TableName", ""), attributes, key, List.copyOf(indexes), options);
  }

  private static void requireCount(Parameters request, String member, int count, boolean global) {
    String kind = global ? "GlobalSecondaryIndex" : "LocalSecondaryIndex";
    if (request.has(member) && count == 0) {
      throw DynamoDbException.parameters("List of " + member + " is empty");
    }
    if (count > (global ? MAX_GLOBAL : MAX_LOCAL)) {
      throw DynamoDbException.parameters(
          kind + " count exceeds the per-table limit of " + (global ? MAX_GLOBAL : MAX_LOCAL));
    }
  }

  /** Reads an index. */
  static IndexDefinition index(
      Parameters given,
      Map<String, String> attributes,
      boolean global,
      TableDefinition.Options options) {
    String name = given.text("IndexName", "");
    KeySchema key = key(given, attributes, name);
    if (global && options.payPerRequest() && given.has("ProvisionedThroughput")) {
      throw DynamoDbException.parameters(
          "ProvisionedThroughput should not be specified for index: "
              + name
              + " when BillingMode is PAY_PER_REQUEST");
    }
    if (global && !options.payPerRequest() && !given.has("ProvisionedThroughput")) {
      throw DynamoDbException.parameters(
          "ProvisionedThroughput must be specified for index: " + name);
    }
    return new IndexDefinition(
        name, global, key, projected(given), throughput(given, options.payPerRequest()));
  }

  private static IndexDefinition.Projected projected(Parameters given) {
    Parameters projection = given.structure("Projection");
    String type = projection == null ? null : projection.text("ProjectionType");
    if (projection == null || type == null) {
      throw DynamoDbException.parameters("Unknown ProjectionType: null");
    }
    List<String> others = projection.texts("NonKeyAttributes");
    if (!type.equals("INCLUDE") && projection.has("NonKeyAttributes")) {
      throw DynamoDbException.parameters(
          "ProjectionType is " + type + ", but NonKeyAttributes is specified");
    }
    if (type.equals("INCLUDE") && others.isEmpty()) {
      throw DynamoDbException.parameters(
          "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
    }
    if (others.size() > MAX_OTHERS) {
      throw DynamoDbException.parameters(
          "Number of NonKeyAttributes exceeds the limit of " + MAX_OTHERS);
    }
    return new IndexDefinition.Projected(type, others);
  }

  private static KeySchema key(
      Parameters given, Map<String, String> attributes, @Nullable String index) {
    List<String> hash = new ArrayList<>();
    List<String> range = new ArrayList<>();
    for (Parameters element : given.structures("KeySchema")) {
      boolean isHash = element.text("KeyType", "").equals("HASH");
      (isHash ? hash : range).add(element.text("AttributeName", ""));
    }
    requireKeyOrder(given, hash, range, index);
    List<String> all = new ArrayList<>(hash);
    all.addAll(range);
    if (!attributes.keySet().containsAll(all)) {
      throw DynamoDbException.parameters(
          "Some index key attributes are not defined in AttributeDefinitions. Keys: "
              + all
              + ", AttributeDefinitions: "
              + attributes.keySet());
    }
    if (new HashSet<>(all).size() < all.size()) {
      throw DynamoDbException.validation(
          index == null
              ? "Invalid KeySchema: Some index key attribute have no definition"
              : "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
    return new KeySchema(List.copyOf(hash), List.copyOf(range));
  }

  private static void requireKeyOrder(
      Parameters given, List<String> hash, List<String> range, @Nullable String index) {
    int most = index == null ? 1 : MAX_KEY_PARTS;
    List<Parameters> elements = given.structures("KeySchema");
    boolean hashFirst = !elements.isEmpty() && elements.get(0).text("KeyType", "").equals("HASH");
    if (!hashFirst) {
      throw DynamoDbException.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (hash.size() > most || range.size() > most) {
      throw DynamoDbException.validation(
          hash.size() > most
              ? "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"
              : "Invalid KeySchema: Too many RANGE key elements");
    }
  }

  private static void requireLocalKeys(KeySchema key, List<IndexDefinition> indexes) {
    for (IndexDefinition index : indexes) {
      if (index.global()) {
        continue;
      }
      if (key.range().isEmpty()) {
        throw DynamoDbException.parameters(
            "Table KeySchema does not have a range key, which is required when specifying a"
                + " LocalSecondaryIndex");
      }
      if (index.key().range().isEmpty()) {
        throw DynamoDbException.parameters(
            "Index KeySchema does not have a range key for index: " + index.name());
      }
      if (!index.key().hash().equals(key.hash())) {
        throw DynamoDbException.parameters(
            "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
                + index.name()
                + ". index hash key: "
                + index.key().hash().get(0)
                + ", table hash key: "
                + key.hash().get(0));
      }
    }
  }

  private static void requireUniqueNames(List<IndexDefinition> indexes) {
    Set<String> names = new HashSet<>();
    for (IndexDefinition index : indexes) {
      if (!names.add(index.name())) {
        throw DynamoDbException.parameters("Duplicate index name: " + index.name());
      }
    }
  }

  private static void requireUse(
      Map<String, String> attributes, KeySchema key, List<IndexDefinition> indexes) {
    Set<String> used = new HashSet<>(key.all());
    indexes.forEach(it -> used.addAll(it.key().all()));
    if (used.size() < attributes.size()) {
      throw DynamoDbException.parameters(
          "Number of attributes in KeySchema does not exactly match number of attributes defined in"
              + " AttributeDefinitions");
    }
  }

  private static TableDefinition.Options options(Parameters request) {
    boolean byRequest = request.text("BillingMode", "PROVISIONED").equals("PAY_PER_REQUEST");
    Parameters throughput = request.structure("ProvisionedThroughput");
    if (byRequest && throughput != null) {
      throw DynamoDbException.parameters(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
              + " PAY_PER_REQUEST");
    }
    if (!byRequest && throughput == null) {
      throw DynamoDbException.parameters(
          "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
              + " PROVISIONED");
    }
    return new TableDefinition.Options(
        byRequest,
        throughput(request, byRequest),
        streamView(request, null),
        request.flag("DeletionProtectionEnabled"),
        request.text("TableClass", "STANDARD"));
  }

  /** Reads which view of changes the table's stream has; null for no stream. */
  static @Nullable String streamView(Parameters request, @Nullable String before) {
    Parameters stream = request.structure("StreamSpecification");
    if (stream == null) {
      return before;
    }
    if (!stream.flag("StreamEnabled")) {
      return null;
    }
    String view = stream.text("StreamViewType");
    if (view == null) {
      throw DynamoDbException.parameters(
          "StreamViewType must be specified when StreamEnabled is true");
    }
    return view;
  }

  /** Reads what is provisioned, or what a table that is paid by request may use at most. */
  static IndexDefinition.Throughput throughput(Parameters given, boolean byRequest) {
    Parameters most = given.structure("OnDemandThroughput");
    if (!byRequest && most != null) {
      throw DynamoDbException.parameters(
          "OnDemandThroughput cannot be specified when BillingMode is PROVISIONED");
    }
    if (!byRequest || most == null) {
      return throughput(given.structure("ProvisionedThroughput"));
    }
    Long read = most.number("MaxReadRequestUnits");
    Long write = most.number("MaxWriteRequestUnits");
    return new IndexDefinition.Throughput(
        read == null ? 0 : Math.max(0, read), write == null ? 0 : Math.max(0, write));
  }

  /** Reads a throughput, which is zero for none. */
  static IndexDefinition.Throughput throughput(@Nullable Parameters given) {
    if (given == null) {
      return IndexDefinition.Throughput.NONE;
    }
    Long read = given.number("ReadCapacityUnits");
    Long write = given.number("WriteCapacityUnits");
    return new IndexDefinition.Throughput(read == null ? 0 : read, write == null ? 0 : write);
  }
}
