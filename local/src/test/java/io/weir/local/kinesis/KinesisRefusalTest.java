package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.http.Request;
import io.weir.local.kinesis.WireCalls.Answer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, in AWS's words where they are known. */
class KinesisRefusalTest {

  private final WireCalls calls = calls();

  @BeforeEach
  void createTheStream() {
    calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          PutRecord~{'StreamName':'s','Data':'eA==','PartitionKey':''}~Value '' at 'partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1
          PutRecord~{'StreamName':'s','Data':'eA=='}~Value null at 'partitionKey' failed to satisfy constraint: Member must not be null
          PutRecord~{'StreamName':'s','PartitionKey':'k'}~Value null at 'data' failed to satisfy constraint: Member must not be null
          PutRecord~{'StreamName':'s','Data':'eA==','PartitionKey':'k','ExplicitHashKey':'-1'}~Value '-1' at 'explicitHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(0|([1-9]\\d{0,38}))$
          PutRecord~{'StreamName':'s','Data':'eA==','PartitionKey':'k','SequenceNumberForOrdering':'xyz'}~Value 'xyz' at 'sequenceNumberForOrdering' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(0|([1-9]\\d{0,128}))$
          PutRecords~{'StreamName':'s','Records':[]}~Value '[]' at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1
          CreateStream~{'StreamName':'bad/name','ShardCount':1}~Value 'bad/name' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+
          CreateStream~{'StreamName':'t','ShardCount':0}~Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1
          CreateStream~{'StreamName':'t','ShardCount':1,'StreamModeDetails':{'StreamMode':'INVALID'}}~Value 'INVALID' at 'streamModeDetails.streamMode' failed to satisfy constraint: Member must satisfy enum value set: [ON_DEMAND, PROVISIONED]
          GetRecords~{'ShardIterator':'x','Limit':10001}~Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000
          """)
  void brokenConstraintsAreNamed(String operation, String request, String text) {
    Answer answer = calls.call(operation, request);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("ValidationException");
    assertThat(answer.message()).isEqualTo("1 validation error detected: " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          DescribeStreamSummary~{}~Stream arn and stream name can't be empty at the same time
          DescribeStreamSummary~{'StreamARN':'arn:aws:kinesis:us-west-2:000000000000:stream/s'}~The region specified in the ARN 'arn:aws:kinesis:us-west-2:000000000000:stream/s' does not match the endpoint region
          ListStreams~{'NextToken':'not-a-token'}~Invalid NextToken.
          GetRecords~{'ShardIterator':'not-an-iterator'}~Invalid ShardIterator.
          GetShardIterator~{'StreamName':'s','ShardId':'shardId-000000000000','ShardIteratorType':'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'0'}~StartingSequenceNumber 21267647932558653966460912964485513216 used in GetShardIterator on shard shardId-000000000000 in stream s under account 000000000000 is invalid because it did not come from this stream.
          GetShardIterator~{'StreamName':'s','ShardId':'shardId-000000000000','ShardIteratorType':'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'5'}~Invalid StartingSequenceNumber. It encodes shardId-000000000005, while it was used in a call to a shard with shardId-000000000000
          ListShards~{'StreamName':'s','ShardFilter':{'Type':'AFTER_SHARD_ID'}}~ShardId must be provided when the ShardFilter Type is AFTER_SHARD_ID.
          ListShards~{'StreamName':'s','ShardFilter':{'Type':'AT_TIMESTAMP','Timestamp':1}}~ShardFilter Timestamp cannot be older than TRIM_HORIZON of the stream.
          PutRecord~{'StreamName':'s','Data':'eA==','PartitionKey':'k','ExplicitHashKey':'340282366920938463463374607431768211456'}~Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was 340282366920938463463374607431768211456
          DecreaseStreamRetentionPeriod~{'StreamName':'s','RetentionPeriodHours':23}~Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.
          """)
  void invalidArgumentsAreExplained(String operation, String request, String text) {
    Answer answer = calls.call(operation, request);

    assertThat(answer.type()).isEqualTo("InvalidArgumentException");
    assertThat(answer.message()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RegisterStreamConsumer", "SubscribeToShard", "StartStreamEncryption"})
  void operationsThatAreNotEmulatedSaySo(String operation) {
    Answer answer = calls.call(operation, "{'StreamARN':'x'}");

    assertThat(answer.type()).isEqualTo("UnsupportedOperationException");
    assertThat(answer.message()).contains(operation);
  }

  @Test
  void anUnknownOperationIsRefused() {
    assertThat(calls.call("Fly", "{}").type()).isEqualTo("UnknownOperationException");
  }

  @Test
  void aParameterThatIsNotEmulatedIsRefusedAndNotIgnored() {
    Answer answer =
        calls.call(
            "CreateStream", "{'StreamName':'warm','ShardCount':1,'WarmThroughputMiBps':100}");

    assertThat(answer.type()).isEqualTo("UnsupportedOperationException");
    assertThat(answer.message()).contains("WarmThroughputMiBps");
    assertThat(calls.call("DescribeStreamSummary", "{'StreamName':'warm'}").type())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void anAlteredIteratorIsInvalid() {
    String iterator = calls.iterator("s", "shardId-000000000000", "LATEST");
    for (int i = 0; i < iterator.length(); i++) {
      String altered =
          iterator.substring(0, i)
              + (iterator.charAt(i) == 'B' ? 'C' : 'B')
              + iterator.substring(i + 1);
      Answer answer = calls.call("GetRecords", "{'ShardIterator':'" + altered + "'}");

      assertThat(answer.message()).as("altered at %d", i).isEqualTo("Invalid ShardIterator.");
    }
  }

  @Test
  void anIteratorDoesNotReadAStreamThatWasCreatedAnew() {
    String iterator = calls.iterator("s", "shardId-000000000000", "TRIM_HORIZON");
    calls.ok("DeleteStream", "{'StreamName':'s'}");
    calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");

    assertThat(calls.call("GetRecords", "{'ShardIterator':'" + iterator + "'}").type())
        .isEqualTo("ResourceNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "null", "{'StreamName':7}", "{'StreamName':'s','Limit':'1'}"})
  void whatCannotBeReadIsASerializationException(String body) {
    assertThat(calls.call("DescribeStream", body).type()).isEqualTo("SerializationException");
  }

  @Test
  void otherServicesAreLeftAlone() {
    Map<String, String> dynamoDb = Map.of("x-amz-target", "DynamoDB_20120810.ListTables");

    assertThat(calls.kinesis().serves(new Request("POST", "/", dynamoDb, new byte[0]))).isFalse();
    assertThat(calls.kinesis().serves(new Request("GET", "/", Map.of(), new byte[0]))).isFalse();
  }

  private static WireCalls calls() {
    try {
      return new WireCalls(new Kinesis(KinesisSettings.inMemory(), new TickingClock()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
