package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.recover.StreamReaderContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The adapter keeps the contract against the local Kinesis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KinesisStreamReaderTest extends StreamReaderContract {

  private final LocalServices services = new LocalServices();
  private StreamArn stream =
      StreamArn.parse("arn:aws:kinesis:x:000000000000:stream/x").orElseThrow();
  private List<RecoveredRecord> records = List.of();

  @BeforeAll
  void putFiveRecords() {
    stream = services.createStream("contract");
    services.put(
        "contract",
        Stream.of("a", "", "c", "d", "e")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
    String iterator =
        services
            .clients()
            .kinesis()
            .getShardIterator(
                it ->
                    it.streamName("contract")
                        .shardId(SHARD)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    records = new ArrayList<>();
    for (Record record :
        services.clients().kinesis().getRecords(it -> it.shardIterator(iterator)).records()) {
      records.add(
          new RecoveredRecord(
              new Coordinates(stream, SHARD, SequenceNumber.of(record.sequenceNumber())),
              record.partitionKey(),
              Bytes.of(record.data().asByteArray()),
              record.approximateArrivalTimestamp()));
    }
    assertThat(records).hasSize(5);
  }

  @AfterAll
  void close() {
    services.close();
  }

  @Override
  protected StreamReader reader() {
    return new KinesisStreamReader(services.clients()::kinesis);
  }

  @Override
  protected StreamArn stream() {
    return stream;
  }

  @Override
  protected List<RecoveredRecord> records() {
    return records;
  }

  @Test
  void keysAndEmptyPayloadsSurvive() {
    assertThat(records).extracting(RecoveredRecord::partitionKey).containsOnly("k\u00E9y");
    assertThat(records.get(1).payload().size()).isZero();
  }
}
