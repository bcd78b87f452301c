package io.weir.infra;

import io.weir.infra.settings.Arn;
import io.weir.infra.settings.Existing;
import io.weir.infra.settings.RefusedSettingException;
import io.weir.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What is there already, as AWS describes it: whether it is as the settings say, and fit to keep
 * records. What could not be looked at is said.
 */
final class Neighbours {

  private final Settings settings;
  private final Account account;

  private Neighbours(Settings settings, Account account) {
    this.settings = settings;
    this.account = account;
  }

  /**
   * Looks at each of them where there are credentials.
   *
   * @throws RefusedSettingException at the first that is not fit
   */
  static void check(Settings settings, Optional<Account> account, Notes notes) {
    List<String> unseen = new ArrayList<>();
    for (Arn arn : settings.existing().all()) {
      if (account.isEmpty() || arn.isToken()) {
        unseen.add(arn.option());
      }
    }
    if (!unseen.isEmpty()) {
      notes.tell(
          "not looked at: "
              + String.join(", ", unseen)
              + "; what the settings say of them is taken for true");
    }
    account.ifPresent(it -> new Neighbours(settings, it).look());
  }

  private void look() {
    Existing existing = settings.existing();
    existing.stream().filter(it -> !it.isToken()).ifPresent(it -> asking(it, this::stream));
    existing.queue().filter(it -> !it.isToken()).ifPresent(it -> asking(it, this::queue));
    existing.table().filter(it -> !it.isToken()).ifPresent(it -> asking(it, this::table));
    existing.key().filter(it -> !it.isToken()).ifPresent(it -> asking(it, this::key));
  }

  private static void asking(Arn arn, java.util.function.Consumer<Arn> question) {
    try {
      question.accept(arn);
    } catch (SdkException e) {
      throw refused(
          arn,
          "cannot be looked at: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private void stream(Arn arn) {
    try (KinesisClient kinesis = account.client(KinesisClient.builder())) {
      long hours =
          kinesis
              .describeStreamSummary(it -> it.streamARN(arn.text()))
              .streamDescriptionSummary()
              .retentionPeriodHours();
      long said = settings.stream().retention().toHours();
      require(
          arn,
          hours >= said,
          "keeps records for " + hours + " h, and streamRetention says " + said + " h");
    }
  }

  private void queue(Arn arn) {
    try (SqsClient sqs = account.client(SqsClient.builder())) {
      String url = sqs.getQueueUrl(it -> it.queueName(arn.name())).queueUrl();
      Map<QueueAttributeName, String> has =
          sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL))
              .attributes();
      require(
          arn,
          !has.containsKey(QueueAttributeName.REDRIVE_POLICY),
          "has a redrive policy, which takes away what was looked at");
      String kept = has.getOrDefault(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "");
      long said = settings.deadLetters().retention().toSeconds();
      require(
          arn,
          kept.equals(String.valueOf(said)),
          "keeps messages for " + kept + " s, and queueRetention says " + said + " s");
    }
  }

  private void table(Arn arn) {
    try (DynamoDbClient dynamoDb = account.client(DynamoDbClient.builder())) {
      TableDescription table = dynamoDb.describeTable(it -> it.tableName(arn.name())).table();
      require(
          arn,
          table.keySchema().stream()
              .map(KeySchemaElement::attributeName)
              .toList()
              .equals(List.of("eventId")),
          "must have the key eventId, and no other");
      require(
          arn,
          !settings.table().index().isThere()
              || table.globalSecondaryIndexes().stream()
                  .anyMatch(it -> it.indexName().equals("byPartitionKey")),
          "has no index byPartitionKey, and index does not say off");
      require(
          arn,
          dynamoDb
                  .describeContinuousBackups(it -> it.tableName(arn.name()))
                  .continuousBackupsDescription()
                  .pointInTimeRecoveryDescription()
                  .pointInTimeRecoveryStatus()
              == PointInTimeRecoveryStatus.ENABLED,
          "has no point-in-time recovery");
      require(
          arn,
          dynamoDb
                  .describeTimeToLive(it -> it.tableName(arn.name()))
                  .timeToLiveDescription()
                  .timeToLiveStatus()
              != TimeToLiveStatus.ENABLED,
          "has a time to live: an item that expires takes the memory of its event along");
    }
  }

  private void key(Arn arn) {
    try (KmsClient kms = account.client(KmsClient.builder())) {
      KeyMetadata key = kms.describeKey(it -> it.keyId(arn.text())).keyMetadata();
      require(arn, key.enabled(), "is not enabled: " + key.keyStateAsString());
      require(
          arn,
          key.keySpecAsString().equals("SYMMETRIC_DEFAULT"),
          "must be symmetric, and is " + key.keySpecAsString());
    }
  }

  private static void require(Arn arn, boolean holds, String otherwise) {
    if (!holds) {
      throw refused(arn, otherwise);
    }
  }

  private static RefusedSettingException refused(Arn arn, String reason) {
    return RefusedSettingException.of(arn, reason);
  }
}
