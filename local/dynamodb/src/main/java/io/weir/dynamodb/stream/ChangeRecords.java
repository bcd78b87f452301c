package io.weir.dynamodb.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.table.Change;
import io.weir.dynamodb.table.TableDefinition;
import io.weir.dynamodb.value.ValueJson;

/** The JSON form of changes. */
final class ChangeRecords {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ChangeRecords() {}

  static boolean showsOld(String view) {
    return view.equals("OLD_IMAGE") || view.equals("NEW_AND_OLD_IMAGES");
  }

  static boolean showsNew(String view) {
    return view.equals("NEW_IMAGE") || view.equals("NEW_AND_OLD_IMAGES");
  }

  /** Returns a place in a log as its sequence number, which has 21 digits. */
  static String number(long place) {
    return "%021d".formatted(place);
  }

  static ObjectNode write(ChangeLog.Entry entry, TableDefinition definition, String region) {
    Change change = entry.change();
    String view = String.valueOf(definition.options().streamView());
    ObjectNode record = JSON.objectNode();
    record.put("eventID", "%032x".formatted(entry.number()));
    record.put("eventName", name(change));
    record.put("eventVersion", "1.1");
    record.put("eventSource", "aws:dynamodb");
    record.put("awsRegion", region);
    if (entry.expired()) {
      record
          .putObject("userIdentity")
          .put("type", "Service")
          .put("principalId", "dynamodb.amazonaws.com");
    }
    ObjectNode body = record.putObject("dynamodb");
    body.put("ApproximateCreationDateTime", change.at().getEpochSecond());
    body.set("Keys", ValueJson.write(change.key().only(definition.key().all())));
    if (showsNew(view) && change.after() != null) {
      body.set("NewImage", ValueJson.write(change.after()));
    }
    if (showsOld(view) && change.before() != null) {
      body.set("OldImage", ValueJson.write(change.before()));
    }
    body.put("SequenceNumber", number(entry.number()));
    body.put("SizeBytes", entry.bytes());
    body.put("StreamViewType", view);
    return record;
  }

  private static String name(Change change) {
    if (change.before() == null) {
      return "INSERT";
    }
    return change.after() == null ? "REMOVE" : "MODIFY";
  }
}
