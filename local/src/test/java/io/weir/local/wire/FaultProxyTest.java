package io.weir.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.http.Endpoint;
import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.KinesisSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Each fault, as an unmodified client of the SDK meets it, and what the service had of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class FaultProxyTest {

  private static final String STREAM = "faulty";
  private static final String QUEUE = "http://127.0.0.1:1/000000000000/q";
  private static final Duration DELAY = Duration.ofMillis(300);

  private final BatchService batches = new BatchService();
  private Endpoint endpoint;
  private Kinesis kinesis;
  private volatile Optional<Fault> fault = Optional.empty();
  private FaultProxy proxy;

  @BeforeAll
  void start() throws IOException {
    kinesis = new Kinesis(KinesisSettings.inMemory(), InstantSource.system());
    endpoint = Endpoint.bind(0).serve("kinesis", kinesis).serve("batches", batches).start();
    proxy = FaultProxy.start(endpoint.uri(), (service, request) -> fault);
    try (KinesisClient client = kinesisClient()) {
      client.createStream(create -> create.streamName(STREAM).shardCount(1));
      client.waiter().waitUntilStreamExists(wait -> wait.streamName(STREAM));
    }
  }

  @AfterEach
  void clear() {
    fault = Optional.empty();
    batches.clear();
  }

  @AfterAll
  void stop() throws IOException {
    proxy.close();
    endpoint.close();
    kinesis.close();
  }

  @Test
  void whatIsNotStruckPassesUnchanged() {
    long before = kinesis.totals().accepted();

    put();
    put();

    assertThat(kinesis.totals().accepted()).isEqualTo(before + 2);
  }

  @Test
  void aDelayedCallSucceedsLate() {
    strike(FaultKind.DELAY, DELAY);
    long begin = System.nanoTime();

    put();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(DELAY);
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "ANSWER_LOST", "ANSWER_CUT"})
  void aBrokenConnectionIsNoAnswerFromTheService(FaultKind kind) {
    long before = kinesis.totals().accepted();
    long struck = proxy.struck().getOrDefault(kind, 0L);
    strike(kind, Duration.ZERO);

    assertThatExceptionOfType(SdkClientException.class).isThrownBy(this::put);

    assertThat(kinesis.totals().accepted() - before).isEqualTo(kind == FaultKind.RESET ? 0 : 1);
    assertThat(proxy.struck()).containsEntry(kind, struck + 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "DONE_AND_FAILED"})
  void aFailureIsTheServicesOwn(FaultKind kind) {
    long before = kinesis.totals().accepted();
    strike(kind, Duration.ZERO);

    assertThatExceptionOfType(AwsServiceException.class)
        .isThrownBy(this::put)
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500))
        .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalFailure"));

    assertThat(kinesis.totals().accepted() - before).isEqualTo(kind == FaultKind.FAILED ? 0 : 1);
  }

  @Test
  void everyServiceThrottlesInItsOwnWords() {
    strike(FaultKind.THROTTLED, Duration.ZERO);

    assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
        .isThrownBy(this::put)
        .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
    assertThatExceptionOfType(
            software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException
                .class)
        .isThrownBy(() -> insert(1));
    assertThatExceptionOfType(RequestThrottledException.class).isThrownBy(() -> send(1));
    assertThatExceptionOfType(TooManyRequestsException.class).isThrownBy(this::invoke);
    assertThat(batches.entries()).isEmpty();
  }

  @Test
  void everyServiceFailsInItsOwnWords() {
    strike(FaultKind.FAILED, Duration.ZERO);

    assertThatExceptionOfType(InternalServerErrorException.class).isThrownBy(() -> insert(1));
    assertThatExceptionOfType(ServiceException.class).isThrownBy(this::invoke);
    assertThatThrownBy(() -> send(1)).isInstanceOf(AwsServiceException.class);
    assertThat(batches.entries()).isEmpty();
  }

  @Test
  void ofABatchOfStatementsEveryOtherIsThrottled() {
    strike(FaultKind.PARTLY_THROTTLED, Duration.ZERO);

    List<BatchStatementResponse> responses = insert(5);

    assertThat(responses)
        .extracting(it -> it.error() != null)
        .containsExactly(false, true, false, true, false);
    assertThat(responses.get(1).error().codeAsString()).isEqualTo("ProvisionedThroughputExceeded");
    assertThat(batches.entries()).containsExactly("s0", "s2", "s4");
  }

  @Test
  void ofABatchOfMessagesEveryOtherFails() {
    strike(FaultKind.PARTLY_THROTTLED, Duration.ZERO);

    SendMessageBatchResponse answer = send(4);

    assertThat(answer.successful()).extracting(it -> it.id()).containsExactly("m0", "m2");
    assertThat(answer.failed()).extracting(it -> it.id()).containsExactly("m1", "m3");
    assertThat(batches.entries()).containsExactly("m0", "m2");
  }

  @Test
  void aDeletionIsConfirmedThatTheQueueHasNotSeen() {
    strike(FaultKind.DELETION_LIES, Duration.ZERO);

    try (SqsClient client = at(proxy, SqsClient.builder()).build()) {
      DeleteMessageBatchRequestEntry one =
          DeleteMessageBatchRequestEntry.builder().id("d0").receiptHandle("r").build();
      DeleteMessageBatchResponse answer =
          client.deleteMessageBatch(it -> it.queueUrl(QUEUE).entries(one));

      assertThat(answer.successful()).extracting(it -> it.id()).containsExactly("d0");
      assertThat(answer.failed()).isEmpty();
      client.deleteMessage(it -> it.queueUrl(QUEUE).receiptHandle("r"));
    }
    assertThat(batches.entries()).isEmpty();
  }

  @Test
  void aMessageThatIsSentOnceArrivesTwice() {
    strike(FaultKind.SENT_TWICE, Duration.ZERO);

    SendMessageBatchResponse answer = send(1);

    assertThat(answer.successful()).extracting(it -> it.id()).containsExactly("m0");
    assertThat(batches.entries()).containsExactly("m0", "m0");
  }

  @Test
  void aTransactionIsCancelledForAReasonThatPasses() {
    strike(FaultKind.TRANSACTION_CONFLICT, Duration.ZERO);

    try (DynamoDbClient client = at(proxy, DynamoDbClient.builder()).build()) {
      TransactWriteItem put =
          TransactWriteItem.builder()
              .put(it -> it.tableName("t").item(Map.of("pk", AttributeValue.fromS("a"))))
              .build();

      assertThatExceptionOfType(TransactionCanceledException.class)
          .isThrownBy(() -> client.transactWriteItems(it -> it.transactItems(put, put)))
          .satisfies(
              e ->
                  assertThat(e.cancellationReasons())
                      .extracting(CancellationReason::code)
                      .containsExactly("TransactionConflict", "None"));
    }
    assertThat(batches.entries()).isEmpty();
  }

  @Test
  void anEndpointThatIsAwayIsUnavailable() {
    try (FaultProxy nowhere =
            FaultProxy.start(URI.create("http://127.0.0.1:1"), (service, request) -> fault);
        KinesisClient client = at(nowhere, KinesisClient.builder()).build()) {
      assertThatExceptionOfType(AwsServiceException.class)
          .isThrownBy(client::listStreams)
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503));
    }
  }

  private void strike(FaultKind kind, Duration delay) {
    fault = Optional.of(new Fault(kind, delay));
  }

  private void put() {
    try (KinesisClient client = kinesisClient()) {
      client.putRecord(
          put -> put.streamName(STREAM).partitionKey("k").data(SdkBytes.fromUtf8String("{}")));
    }
  }

  private List<BatchStatementResponse> insert(int count) {
    List<BatchStatementRequest> statements =
        IntStream.range(0, count)
            .mapToObj(n -> BatchStatementRequest.builder().statement("s" + n).build())
            .toList();
    try (DynamoDbClient client = at(proxy, DynamoDbClient.builder()).build()) {
      return client.batchExecuteStatement(it -> it.statements(statements)).responses();
    }
  }

  private SendMessageBatchResponse send(int count) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, count)
            .mapToObj(
                n -> SendMessageBatchRequestEntry.builder().id("m" + n).messageBody("x").build())
            .toList();
    try (SqsClient client =
        at(proxy, SqsClient.builder()).checksumValidationEnabled(false).build()) {
      return client.sendMessageBatch(it -> it.queueUrl(QUEUE).entries(entries));
    }
  }

  private void invoke() {
    try (LambdaClient client = at(proxy, LambdaClient.builder()).build()) {
      client.invoke(it -> it.functionName("f"));
    }
  }

  private KinesisClient kinesisClient() {
    return at(proxy, KinesisClient.builder()).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(FaultProxy proxy, B builder) {
    return builder
        .endpointOverride(proxy.uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(once -> once.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }
}
