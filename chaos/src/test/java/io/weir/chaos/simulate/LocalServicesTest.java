package io.weir.chaos.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.weir.handler.store.InsertBody;
import io.weir.local.testing.WeirPipeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The real services on this machine: the table engine, ElasticMQ, and Kinesis over its wire. */
class LocalServicesTest extends ServicesContract {

  @RegisterExtension
  static final WeirPipeline WEIR =
      WeirPipeline.with(
              (RequestStreamHandler)
                  (in, out, context) -> out.write("{}".getBytes(StandardCharsets.UTF_8)))
          .stream(StreamService.STREAM)
          .shards(2)
          .withTable(Table.NAME, "eventId")
          .withSqs()
          .build();

  private DynamoDbClient table;
  private SqsClient queue;
  private KinesisClient stream;

  @BeforeEach
  void connects() {
    table =
        WEIR.client(DynamoDbClient.builder())
            .overrideConfiguration(c -> c.addExecutionInterceptor(new InsertBody()))
            .build();
    queue = WEIR.client(SqsClient.builder()).build();
    stream = WEIR.client(KinesisClient.builder()).build();
  }

  @AfterEach
  void close() {
    table.close();
    queue.close();
    stream.close();
  }

  /** A call of a client that does not insert the body is refused: no event is half stored. */
  @Test
  void aCallWithoutStatementsIsRefused() {
    BatchExecuteStatementRequest request =
        InsertBody.request(new byte[] {'{', '}'}, Duration.ofSeconds(30));
    try (DynamoDbClient plain = WEIR.client(DynamoDbClient.builder()).build()) {
      assertThatExceptionOfType(DynamoDbException.class)
          .isThrownBy(() -> plain.batchExecuteStatement(request))
          .satisfies(
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }
  }

  @Override
  DynamoDbClient table() {
    return table;
  }

  @Override
  SqsClient queue() {
    return queue;
  }

  @Override
  String queueUrl() {
    return WEIR.queueUrl();
  }

  @Override
  KinesisClient stream() {
    return stream;
  }
}
