package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.kinesis.Kinesis.ShardView;
import io.weir.local.kinesis.WireCalls.Answer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives the end of the process. */
class KinesisDurabilityTest {

  private final StoredKinesis stored;

  KinesisDurabilityTest(@TempDir Path directory) {
    stored = new StoredKinesis(directory, new TickingClock());
  }

  @Test
  void recordsNumbersAndIteratorsSurvive() throws IOException {
    String number;
    String iterator;
    try (Kinesis kinesis = stored.open()) {
      WireCalls calls = new WireCalls(kinesis);
      calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
      calls.put("s", "first");
      iterator = calls.iterator("s", StoredKinesis.SHARD, "LATEST");
      number = calls.put("s", "second");
    }

    try (Kinesis kinesis = stored.open()) {
      WireCalls calls = new WireCalls(kinesis);
      assertThat(StoredKinesis.texts(kinesis)).containsExactly("first", "second");
      assertThat(
              calls
                  .ok("GetRecords", "{'ShardIterator':'" + iterator + "'}")
                  .at("/Records/0/SequenceNumber")
                  .asText())
          .isEqualTo(number);
      assertThat(new BigInteger(calls.put("s", "third"))).isGreaterThan(new BigInteger(number));
    }
  }

  @Test
  void shardsSettingsAndTagsSurvive() throws IOException {
    List<ShardView> shards;
    try (Kinesis kinesis = stored.open()) {
      WireCalls calls = new WireCalls(kinesis);
      calls.ok("CreateStream", "{'StreamName':'s','ShardCount':2,'Tags':{'owner':'me'}}");
      calls.ok("CreateStream", "{'StreamName':'gone','ShardCount':1}");
      calls.ok("IncreaseStreamRetentionPeriod", "{'StreamName':'s','RetentionPeriodHours':48}");
      calls.ok(
          "UpdateShardCount",
          "{'StreamName':'s','TargetShardCount':3,'ScalingType':'UNIFORM_SCALING'}");
      calls.ok("DeleteStream", "{'StreamName':'gone'}");
      shards = kinesis.shards("s");
    }

    try (Kinesis kinesis = stored.open()) {
      WireCalls calls = new WireCalls(kinesis);
      assertThat(kinesis.shards("s")).isEqualTo(shards).hasSize(7);
      assertThat(
              calls
                  .ok("DescribeStreamSummary", "{'StreamName':'s'}")
                  .at("/StreamDescriptionSummary/RetentionPeriodHours")
                  .asInt())
          .isEqualTo(48);
      assertThat(calls.ok("ListTagsForStream", "{'StreamName':'s'}").at("/Tags/0/Key").asText())
          .isEqualTo("owner");
      assertThat(calls.call("DescribeStream", "{'StreamName':'gone'}").type())
          .isEqualTo("ResourceNotFoundException");
    }
  }

  @Test
  void aLogOfExpiredRecordsIsMadeSmallAndNumbersGoOn() throws IOException {
    String old;
    try (Kinesis kinesis = stored.open()) {
      WireCalls calls = new WireCalls(kinesis);
      calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
      old = calls.put("s", "x".repeat((1 << 20) - 1));
    }
    stored.clock().advance(Duration.ofHours(25));

    for (int i = 0; i < 2; i++) {
      try (Kinesis kinesis = stored.open()) {
        assertThat(Files.size(stored.log())).isLessThan(10_000);
        String next = new WireCalls(kinesis).put("s", "small");
        assertThat(new BigInteger(next)).isGreaterThan(new BigInteger(old));
        old = next;
        assertThat(StoredKinesis.texts(kinesis)).hasSize(i + 1);
      }
    }
  }

  @Test
  void longerRetentionDoesNotBringBackWhatExpiredBeforeTheRestart() throws IOException {
    try (Kinesis kinesis = stored.open()) {
      WireCalls calls = new WireCalls(kinesis);
      calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
      calls.put("s", "expired");
      stored.clock().advance(Duration.ofHours(25));
      calls.ok("IncreaseStreamRetentionPeriod", "{'StreamName':'s','RetentionPeriodHours':8760}");
      calls.put("s", "kept");
    }

    try (Kinesis kinesis = stored.open()) {
      assertThat(StoredKinesis.texts(kinesis)).containsExactly("kept");
    }
  }

  @Test
  void aDirectoryServesOneProcessAtATime() throws IOException {
    try (Kinesis first = stored.open()) {
      assertThatThrownBy(stored::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
      assertThat(first.totals().accepted()).isZero();
    }
    stored.open().close();
  }

  @Test
  void aPutThatCannotBeWrittenFailsAndIsNotSeen() throws IOException {
    WireCalls calls;
    try (Kinesis kinesis = stored.open()) {
      calls = new WireCalls(kinesis);
      calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
      calls.put("s", "written");
    } // closes the file under the stream

    Answer answer = calls.call("PutRecord", "{'StreamName':'s','PartitionKey':'k','Data':'eA=='}");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.type()).isEqualTo("InternalFailureException");
    assertThat(StoredKinesis.texts(calls.kinesis())).containsExactly("written");
  }
}
