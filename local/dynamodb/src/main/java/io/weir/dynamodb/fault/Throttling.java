package io.weir.dynamodb.fault;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.Admission.Access;
import io.weir.dynamodb.table.Table;
import org.jspecify.annotations.Nullable;

/** The errors that say that capacity is used up, with the reason and the resource (DDB-40). */
final class Throttling {

  private static final String BY_REQUEST =
      "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically"
          + " scaling your table or index so please try again shortly. If exceptions persist, check"
          + " if you have a hot key:"
          + " https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html";
  private static final String MAXIMUM =
      "Throughput exceeds the maximum OnDemandThroughput configured on table or index";
  private static final String TABLE =
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API.";
  private static final String INDEX =
      "The level of configured provisioned throughput for one or more global secondary indexes of"
          + " the table was exceeded. Consider increasing your provisioning level for the"
          + " under-provisioned global secondary indexes with the UpdateTable API.";

  private Throttling() {}

  /** Returns the error by which a test's word throttles. */
  static DynamoDbException byWord(Access access) {
    return access.table().definition().options().payPerRequest()
        ? ofPartition(access, access.index())
        : ofTable(access, access.index());
  }

  /** Returns the error for a table, or an index, whose capacity is used up. */
  static DynamoDbException ofTable(Access access, @Nullable String index) {
    boolean byRequest = access.table().definition().options().payPerRequest();
    String reason = byRequest ? "MaxOnDemandThroughputExceeded" : "ProvisionedThroughputExceeded";
    String text = index == null ? TABLE : INDEX;
    return error(access, index, reason, byRequest ? MAXIMUM : text);
  }

  /** Returns the error for a partition that can take no more. */
  static DynamoDbException ofPartition(Access access, @Nullable String index) {
    boolean byRequest = access.table().definition().options().payPerRequest();
    return error(access, index, "KeyRangeThroughputExceeded", byRequest ? BY_REQUEST : TABLE);
  }

  private static DynamoDbException error(
      Access access, @Nullable String index, String reason, String text) {
    Table table = access.table();
    // The two errors spell the member differently in the service's model.
    boolean byRequest = table.definition().options().payPerRequest();
    DynamoDbException error =
        DynamoDbException.of(
            byRequest ? "ThrottlingException" : "ProvisionedThroughputExceededException", text);
    error
        .members()
        .putArray(byRequest ? "throttlingReasons" : "ThrottlingReasons")
        .addObject()
        .put(
            "reason",
            (index == null ? "Table" : "Index") + (access.writes() ? "Write" : "Read") + reason)
        .put("resource", table.identity().arn() + (index == null ? "" : "/index/" + index));
    return error;
  }
}
