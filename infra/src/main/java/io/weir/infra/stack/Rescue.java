package io.weir.infra.stack;

import io.weir.infra.settings.ReplayerSettings;
import io.weir.infra.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * What is deployed of the replayer, each part by its option: a table for a journal that a team
 * shares, and a bucket for rescued payloads.
 */
final class Rescue extends Construct {

  private static final String RESCUED = "rescued";

  private final Optional<Table> journal;
  private final Optional<Bucket> bucket;

  Rescue(Construct scope, String id, Settings settings, DataKey key) {
    super(scope, id);
    ReplayerSettings wanted = settings.replayer();
    journal = wanted.journal() ? Optional.of(journal(settings, key)) : Optional.empty();
    bucket =
        wanted.bucket()
            ? Optional.of(
                PayloadBucket.make(this, settings, key, "written and read by the replayer"))
            : Optional.empty();
  }

  /** Returns what looking needs: rescued payloads are written and read. */
  List<PolicyStatement> look() {
    return bucket.stream()
        .flatMap(
            it ->
                List.of(
                    Allow.on(it.getBucketArn(), "s3:ListBucket"),
                    Allow.on(it.arnForObjects(RESCUED + "/*"), "s3:GetObject", "s3:PutObject"))
                    .stream())
        .toList();
  }

  /** Returns whether a look writes: rescued payloads come under the key, too. */
  boolean writes() {
    return bucket.isPresent();
  }

  /** Returns what acting needs: the journal, which nothing deletes from. */
  List<PolicyStatement> act() {
    return journal.stream()
        .map(
            it ->
                Allow.on(
                    it.getTableArn(), "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"))
        .toList();
  }

  /** Says why a policy may name all rescued payloads at once. */
  void explain(Construct holder) {
    bucket.ifPresent(
        it ->
            Reason.why(
                holder,
                "AwsSolutions-IAM5[Resource::<%s.Arn>/%s/*]"
                    .formatted(DeadLetters.logicalId(it), RESCUED),
                "a rescued payload is named by what it holds"));
  }

  Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    journal.ifPresent(it -> outputs.put("JournalTableName", it.getTableName()));
    bucket.ifPresent(it -> outputs.put("RescueBucketName", it.getBucketName()));
    return outputs;
  }

  private Table journal(Settings settings, DataKey key) {
    Table.Builder builder =
        Table.Builder.create(this, "Journal")
            .tableName(settings.names().stack() + "-journal")
            .partitionKey(Attribute.builder().name("pk").type(AttributeType.STRING).build())
            .sortKey(Attribute.builder().name("sk").type(AttributeType.STRING).build())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .deletionProtection(settings.stage().durable());
    key.encrypting()
        .ifPresentOrElse(
            it -> builder.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(it),
            () -> builder.encryption(TableEncryption.AWS_MANAGED));
    Table created = builder.build();
    RetainPolicy.apply(created, settings);
    return created;
  }

  /** Returns where the function writes, as the replayer takes it. */
  String place() {
    return "s3://" + bucket.orElseThrow().getBucketName() + "/" + RESCUED;
  }
}
