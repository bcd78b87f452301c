package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.ValueJson;

/** What answers say about the items of one partition, in tables that have local indexes. */
final class ItemCollections {

  private ItemCollections() {}

  static boolean wanted(Parameters request, Table table) {
    return request.text("ReturnItemCollectionMetrics", "NONE").equals("SIZE")
        && !table.definition().indexes(false).isEmpty();
  }

  /** Returns the metrics; the size is an estimate, and the lowest range is always a right one. */
  static ObjectNode metrics(Table table, Item key) {
    ObjectNode metrics = JsonNodeFactory.instance.objectNode();
    metrics.set("ItemCollectionKey", ValueJson.write(key.only(table.definition().key().hash())));
    metrics.putArray("SizeEstimateRangeGB").add(0.0).add(1.0);
    return metrics;
  }
}
