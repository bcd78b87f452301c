package io.weir.dynamodb.table;

import io.weir.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a table was created as, or updated to. Immutable. */
public record TableDefinition(
    String name,
    Map<String, String> attributes,
    KeySchema key,
    List<IndexDefinition> indexes,
    Options options) {

  /** What can be chosen beside keys and indexes. */
  public record Options(
      boolean payPerRequest,
      IndexDefinition.Throughput throughput,
      @Nullable String streamView,
      boolean deletionProtected,
      String tableClass) {

    /** Returns these with other provisioning. */
    public Options with(boolean byRequest, IndexDefinition.Throughput units) {
      return new Options(byRequest, units, streamView, deletionProtected, tableClass);
    }

    /** Returns these with another view of changes in the stream, or none. */
    public Options withStream(@Nullable String view) {
      return new Options(payPerRequest, throughput, view, deletionProtected, tableClass);
    }

    /** Returns these with protection from deletion, or without. */
    public Options withProtection(boolean isProtected) {
      return new Options(payPerRequest, throughput, streamView, isProtected, tableClass);
    }

    /** Returns these with another class. */
    public Options withClass(String other) {
      return new Options(payPerRequest, throughput, streamView, deletionProtected, other);
    }
  }

  /** Returns the index of a name, if there is one. */
  public Optional<IndexDefinition> index(String indexName) {
    return indexes.stream().filter(it -> it.name().equals(indexName)).findFirst();
  }

  /** Returns the local indexes, or the global ones. */
  public List<IndexDefinition> indexes(boolean global) {
    return indexes.stream().filter(it -> it.global() == global).toList();
  }

  /** Returns the letter of a key attribute's type. */
  public String typeOf(String attribute) {
    String type = attributes.get(attribute);
    if (type == null) {
      throw DynamoDbException.internal("no type for key attribute " + attribute);
    }
    return type;
  }

  /** Returns this with other options. */
  public TableDefinition with(Options other) {
    return new TableDefinition(name, attributes, key, indexes, other);
  }

  /** Returns this with other indexes; only attributes that keys use stay defined. */
  public TableDefinition with(List<IndexDefinition> others, Map<String, String> moreAttributes) {
    Map<String, String> all = new LinkedHashMap<>(attributes);
    all.putAll(moreAttributes);
    List<KeySchema> keys = new ArrayList<>(List.of(key));
    others.forEach(it -> keys.add(it.key()));
    all.keySet().removeIf(attribute -> keys.stream().noneMatch(it -> it.has(attribute)));
    return new TableDefinition(name, all, key, List.copyOf(others), options);
  }
}
