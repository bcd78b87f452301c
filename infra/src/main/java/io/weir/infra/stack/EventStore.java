package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/**
 * The table {@code EventLogs}, one item an event.
 *
 * <p>It is CDK's {@code Table} and not {@code TableV2}: what that one renders is not looked at by
 * cdk-nag's rule on backups, nor known to the emulators.
 */
final class EventStore extends Construct {

  static final String INDEX = "byPartitionKey";

  private final Table table;

  EventStore(Construct scope, String id, Settings settings, DataKey key) {
    super(scope, id);
    Table.Builder builder =
        Table.Builder.create(this, "Table")
            .tableName("EventLogs")
            .partitionKey(string("eventId"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .deletionProtection(settings.stage().durable());
    key.key()
        .ifPresentOrElse(
            it -> builder.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(it),
            () -> builder.encryption(TableEncryption.AWS_MANAGED));
    table = builder.build();
    RetainPolicy.apply(table, settings);
    if (settings.index()) {
      table.addGlobalSecondaryIndex(
          GlobalSecondaryIndexProps.builder()
              .indexName(INDEX)
              .partitionKey(string("partitionKey"))
              .sortKey(string("timestamp"))
              .projectionType(ProjectionType.ALL)
              .build());
    }
  }

  String arn() {
    return table.getTableArn();
  }

  String name() {
    return table.getTableName();
  }

  private static Attribute string(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
