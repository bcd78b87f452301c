package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The table of Powertools' idempotency markers, which expire by themselves. It is a memory of what
 * was done, and holds no event: without it each event is written once more, and found to be there.
 */
final class IdempotencyTable extends Construct {

  private final Table table;

  IdempotencyTable(Construct scope, String id, Settings settings, DataKey key) {
    super(scope, id);
    Table.Builder builder =
        Table.Builder.create(this, "Table")
            .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
            .timeToLiveAttribute("expiration")
            .billingMode(BillingMode.PAY_PER_REQUEST);
    key.encrypting()
        .ifPresentOrElse(
            it -> builder.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(it),
            () -> builder.encryption(TableEncryption.AWS_MANAGED));
    table = builder.build();
    RetainPolicy.apply(table, settings);
    String reason = "its markers are of no use once the retries that they guard are over";
    Reason.why(table, "AwsSolutions-DDB3", reason);
    Reason.why(table, "Serverless-DynamoDBPITR", reason);
  }

  String name() {
    return table.getTableName();
  }

  /** Returns what the function's role needs. */
  PolicyStatement use() {
    return Allow.on(
        table.getTableArn(),
        "dynamodb:DeleteItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem");
  }
}
