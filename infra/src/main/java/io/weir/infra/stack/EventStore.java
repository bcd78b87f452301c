package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import io.weir.infra.settings.TableSettings;
import io.weir.infra.settings.TableSettings.Index;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.dynamodb.WarmThroughput;
import software.constructs.Construct;

/**
 * The table {@code EventLogs}, one item an event, or one that is there already.
 *
 * <p>It is CDK's {@code Table} and not {@code TableV2}: what that one renders is not looked at by
 * cdk-nag's rule on backups, nor known to the emulators.
 */
final class EventStore extends Construct {

  static final String INDEX = "byPartitionKey";

  private final ITable table;

  EventStore(Construct scope, String id, Settings settings, DataKey key) {
    super(scope, id);
    table =
        settings
            .existing()
            .table()
            .<ITable>map(it -> Table.fromTableArn(this, "Table", it.text()))
            .orElseGet(() -> own(settings, key));
  }

  private Table own(Settings settings, DataKey key) {
    TableSettings wanted = settings.table();
    Table.Builder builder =
        Table.Builder.create(this, "Table")
            .tableName(settings.names().table())
            .partitionKey(string("eventId"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder()
                    .pointInTimeRecoveryEnabled(true)
                    .recoveryPeriodInDays(wanted.backupDays())
                    .build())
            .deletionProtection(settings.stage().durable());
    wanted.mostWrites().ifPresent(builder::maxWriteRequestUnits);
    wanted
        .warmWrites()
        .ifPresent(
            it -> builder.warmThroughput(WarmThroughput.builder().writeUnitsPerSecond(it).build()));
    key.encrypting()
        .ifPresentOrElse(
            it -> builder.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(it),
            () -> builder.encryption(TableEncryption.AWS_MANAGED));
    Table created = builder.build();
    RetainPolicy.apply(created, settings);
    if (wanted.index().isThere()) {
      created.addGlobalSecondaryIndex(index(wanted));
    }
    return created;
  }

  /** What bounds the table bounds its index, or the index would hold the table up. */
  private static GlobalSecondaryIndexProps index(TableSettings wanted) {
    GlobalSecondaryIndexProps.Builder builder =
        GlobalSecondaryIndexProps.builder()
            .indexName(INDEX)
            .partitionKey(string("partitionKey"))
            .sortKey(string("timestamp"))
            .projectionType(
                wanted.index() == Index.ALL ? ProjectionType.ALL : ProjectionType.KEYS_ONLY);
    wanted.mostWrites().ifPresent(builder::maxWriteRequestUnits);
    wanted
        .warmWrites()
        .ifPresent(
            it -> builder.warmThroughput(WarmThroughput.builder().writeUnitsPerSecond(it).build()));
    return builder.build();
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
