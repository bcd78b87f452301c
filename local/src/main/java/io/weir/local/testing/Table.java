package io.weir.local.testing;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.AssertProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table in DynamoDB. {@code assertThat(weir.table(name))} of AssertJ gives its assertions. */
public final class Table implements AssertProvider<TableAssert> {

  private final DynamoDbClient client;
  private final String name;
  private final Trace trace;

  Table(DynamoDbClient client, String name, Trace trace) {
    this.client = client;
    this.name = name;
    this.trace = trace;
  }

  public String name() {
    return name;
  }

  /** Returns all items as they are now, by a consistent scan. */
  public List<Map<String, AttributeValue>> items() {
    return client.scanPaginator(it -> it.tableName(name).consistentRead(true)).items().stream()
        .toList();
  }

  Trace trace() {
    return trace;
  }

  @Override
  @Deprecated // for AssertJ: AssertProvider wants it so
  public TableAssert assertThat() {
    return new TableAssert(this);
  }
}
