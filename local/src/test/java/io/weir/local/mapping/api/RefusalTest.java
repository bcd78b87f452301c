package io.weir.local.mapping.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Lambda refuses is refused in its words; what we do not build is refused too. */
final class RefusalTest {

  private static final String ROOT = "/2015-03-31/event-source-mappings/";

  private final EventSourceMappings api =
      new EventSourceMappings(
          new Registry(
              new FakeConnections(),
              "123456789012",
              Optional.empty(),
              InstantSource.system(),
              line -> {}));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'BatchSize':0 | ValidationException | 1 validation error detected: Value '0' at 'batchSize' failed to satisfy constraint: Member must have value greater than or equal to 1",
        "'BatchSize':10001 | ValidationException | 1 validation error detected: Value '10001' at 'batchSize' failed to satisfy constraint: Member must have value less than or equal to 10000",
        "'MaximumBatchingWindowInSeconds':301 | ValidationException | less than or equal to 300",
        "'ParallelizationFactor':11 | ValidationException | less than or equal to 10",
        "'MaximumRetryAttempts':-2 | ValidationException | greater than or equal to -1",
        "'MaximumRecordAgeInSeconds':59 | InvalidParameterValueException | MaximumRecordAgeInSeconds must be either -1 (forever) or between 60 and 604800 (inclusive)",
        "'StartingPosition':'0' | ValidationException | Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]",
        "'StartingPosition':null | ValidationException | Value null at 'startingPosition' failed to satisfy constraint: Member must not be null",
        "'StartingPositionTimestamp':1 | InvalidParameterValueException | Timestamp only valid with StartingPosition AT_TIMESTAMP",
        "'FunctionName':'g' | InvalidParameterValueException | Function does not exist",
        "'EventSourceArn':null | InvalidParameterValueException | Unrecognized event source.",
        "'EventSourceArn':'arn:aws:kinesis:us-east-1:123456789012:stream/missing' | InvalidParameterValueException | Stream not found: arn:aws:kinesis:us-east-1:123456789012:stream/missing",
        "'EventSourceArn':'arn:aws:kinesis:us-east-1:123456789012:stream/s/consumer/c:1' | InvalidParameterValueException | enhanced fan-out",
        "'FilterCriteria':{'Filters':[{'Pattern':'{'}]} | InvalidParameterValueException | Invalid filter pattern definition.",
        "'FunctionResponseTypes':['All'] | ValidationException | Member must satisfy enum value set: [ReportBatchItemFailures]",
        "'DestinationConfig':{'OnFailure':{'Destination':'arn:aws:sns:us-east-1:1:t'}} | InvalidParameterValueException | no such destination",
        "'DestinationConfig':{'OnSuccess':{'Destination':'arn:aws:sns:us-east-1:1:t'}} | InvalidParameterValueException | 'onSuccess'",
        "'TumblingWindowInSeconds':1 | InvalidParameterValueException | tumbling windows",
        "'ScalingConfig':{'MaximumConcurrency':2} | InvalidParameterValueException | Unsupported 'scalingConfig' parameter for given event source mapping type.",
        "'KMSKeyArn':'k' | InvalidParameterValueException | does not support KMSKeyArn",
        "'EventSourceArn':'arn:aws:sqs:us-east-1:1:q','StartingPosition':null | InvalidParameterValueException | maps Kinesis streams alone, and no source of sqs",
        "'MetricsConfig':{'Metrics':['All']} | ValidationException | 'metricsConfig.metrics' failed to satisfy constraint"
      })
  void aSettingIsRefused(String member, String type, String message) {
    Reply reply = create(member);

    assertThat(new String(reply.body(), UTF_8)).contains(message.replace("\"", "\\\""));
    assertThat(reply.headers()).containsEntry("x-amzn-ErrorType", type);
    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void whatIsNoMappingAndWhatIsNoRequestIsRefused() {
    assertThat(call("GET", ROOT + "nothing", "").status()).isEqualTo(404);
    assertThat(call("PATCH", ROOT, "").status()).isEqualTo(404);
    assertThat(call("POST", ROOT, "[").status()).isEqualTo(400);
    assertThat(call("GET", ROOT + "?MaxItems=0", "").status()).isEqualTo(400);
    assertThat(call("GET", ROOT + "?Marker=%25", "").status()).isEqualTo(400);
  }

  /** A later member of the same name counts. */
  private Reply create(String member) {
    String json =
        "{'FunctionName':'f','EventSourceArn':'"
            + FakeConnections.STREAMS
            + "orders','StartingPosition':'TRIM_HORIZON','Enabled':false,"
            + member
            + "}";
    return call("POST", ROOT, json.replace('\'', '"'));
  }

  private Reply call(String method, String path, String body) {
    return api.handle(new Request(method, path, Map.of(), body.getBytes(UTF_8)));
  }
}
