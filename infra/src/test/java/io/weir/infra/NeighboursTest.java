package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.infra.settings.RefusedSettingException;
import io.weir.infra.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What is there already is looked at before anything is synthesized, at an emulator of AWS that
 * others wrote. Where there is no {@code moto_server} it is skipped and says so.
 */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class NeighboursTest {

  private static final String HERE = ":us-east-1:123456789012:";

  private Optional<Moto> moto = Optional.empty();
  private Optional<Account> account = Optional.empty();

  @BeforeAll
  void start(@TempDir Path directory) {
    Optional<Path> program = Moto.program();
    assumeTrue(program.isPresent(), "moto_server is not on the PATH");
    Moto started = Moto.start(program.orElseThrow(), directory.resolve("moto.log"));
    moto = Optional.of(started);
    account = Optional.of(Account.at(started.endpoint(), "us-east-1"));
    try (KinesisClient kinesis = at().client(KinesisClient.builder())) {
      kinesis.createStream(it -> it.streamName("orders").shardCount(1));
    }
    queues();
    table("orders", "eventId");
    table("others", "id");
    table("unsaved", "eventId");
    try (DynamoDbClient dynamoDb = at().client(DynamoDbClient.builder())) {
      dynamoDb.updateContinuousBackups(
          it ->
              it.tableName("orders")
                  .pointInTimeRecoverySpecification(pit -> pit.pointInTimeRecoveryEnabled(true)));
    }
  }

  @AfterAll
  void stop() {
    moto.ifPresent(Moto::close);
  }

  private Account at() {
    return account.orElseThrow();
  }

  private void queues() {
    try (SqsClient sqs = at().client(SqsClient.builder())) {
      Map<QueueAttributeName, String> kept =
          Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "79200");
      sqs.createQueue(it -> it.queueName("orders-dlq").attributes(kept));
      Map<QueueAttributeName, String> moving = new HashMap<>(kept);
      moving.put(
          QueueAttributeName.REDRIVE_POLICY,
          "{\"deadLetterTargetArn\": \"arn:aws:sqs"
              + HERE
              + "orders-dlq\", \"maxReceiveCount\": 3}");
      sqs.createQueue(it -> it.queueName("moving").attributes(moving));
    }
  }

  private void table(String name, String key) {
    try (DynamoDbClient dynamoDb = at().client(DynamoDbClient.builder())) {
      dynamoDb.createTable(
          it ->
              it.tableName(name)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(
                      KeySchemaElement.builder().attributeName(key).keyType(KeyType.HASH).build())
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName(key)
                          .attributeType(ScalarAttributeType.S)
                          .build()));
    }
  }

  private void check(Map<String, String> options) {
    Neighbours.check(
        Settings.from(options), account, new Notes(new PrintWriter(new StringWriter())));
  }

  private static Map<String, String> fit() {
    Map<String, String> options = new HashMap<>();
    options.put("existingStream", "arn:aws:kinesis" + HERE + "stream/orders");
    options.put("streamRetention", "24h");
    options.put("existingQueue", "arn:aws:sqs" + HERE + "orders-dlq");
    options.put("queueRetention", "22h");
    options.put("visibility", "15m");
    options.put("existingTable", "arn:aws:dynamodb" + HERE + "table/orders");
    options.put("index", "off");
    return options;
  }

  private void refused(Map<String, String> changed, String reason) {
    Map<String, String> options = fit();
    options.putAll(changed);
    assertThatExceptionOfType(RefusedSettingException.class)
        .isThrownBy(() -> check(options))
        .withMessageContaining(reason)
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
  }

  @Test
  void whatIsFitIsTaken() {
    check(fit());
  }

  @Test
  void whatIsNotFitIsRefusedInOneLine() {
    refused(
        Map.of("streamRetention", "48h"), "keeps records for 24 h, and streamRetention says 48 h");
    refused(
        Map.of("existingStream", "arn:aws:kinesis" + HERE + "stream/none"),
        "cannot be looked at: ");
    refused(Map.of("existingQueue", "arn:aws:sqs" + HERE + "moving"), "has a redrive policy");
    refused(
        Map.of("queueRetention", "21h"),
        "keeps messages for 79200 s, and queueRetention says 75600");
    refused(Map.of("existingTable", "arn:aws:dynamodb" + HERE + "table/others"), "the key eventId");
    refused(
        Map.of("existingTable", "arn:aws:dynamodb" + HERE + "table/unsaved"),
        "has no point-in-time recovery");
    refused(Map.of("index", "all"), "has no index byPartitionKey");
  }

  @Test
  void aKeyThatIsDisabledIsRefused() {
    try (KmsClient kms = at().client(KmsClient.builder())) {
      String arn = kms.createKey().keyMetadata().arn();
      Map<String, String> options = fit();
      options.put("customerKey", "on");
      options.put("existingKey", arn);
      check(options);

      String id = arn.substring(arn.lastIndexOf('/') + 1); // moto knows it by no other name here
      kms.disableKey(it -> it.keyId(id));

      refused(Map.of("customerKey", "on", "existingKey", arn), "is not enabled: Disabled");
    }
  }

  @Test
  void withoutCredentialsItIsSaidWhatWasNotLookedAt() {
    StringWriter said = new StringWriter();

    Neighbours.check(Settings.from(fit()), Optional.empty(), new Notes(new PrintWriter(said)));

    assertThat(said.toString())
        .contains("not looked at: existingStream, existingQueue, existingTable;");
  }

  /** And nothing is deployed under a name that nothing has. */
  @Test
  void theDeployedTemplateIsFetched() {
    String template =
        "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {}}}}";
    try (CloudFormationClient formation = at().client(CloudFormationClient.builder())) {
      formation.createStack(it -> it.stackName("events").templateBody(template));
    }

    assertThat(at().template("events")).isPresent();
    assertThat(at().template("nothing")).isEmpty();
  }
}
