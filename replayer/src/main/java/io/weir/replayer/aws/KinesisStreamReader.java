package io.weir.replayer.aws;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.StreamException;
import io.weir.replayer.recover.StreamException.Kind;
import io.weir.replayer.recover.StreamReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Kinesis. A stream is always called by its ARN, so that no other of the same name is read. */
public final class KinesisStreamReader implements StreamReader {

  private final Supplier<KinesisClient> kinesis;

  /** Reads with a client that is asked for when it is needed. */
  public KinesisStreamReader(Supplier<KinesisClient> kinesis) {
    this.kinesis = kinesis;
  }

  @Override
  public Duration retention(StreamArn stream) throws StreamException {
    return call(
        () ->
            Duration.ofHours(
                kinesis
                    .get()
                    .describeStreamSummary(it -> it.streamARN(stream.toString()))
                    .streamDescriptionSummary()
                    .retentionPeriodHours()));
  }

  @Override
  public String iterator(StreamArn stream, String shardId, Position position)
      throws StreamException {
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder().streamARN(stream.toString()).shardId(shardId);
    if (position instanceof Position.At at) {
      request
          .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
          .startingSequenceNumber(at.number().toString());
    } else if (position instanceof Position.After after) {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .startingSequenceNumber(after.number().toString());
    } else {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    }
    return call(() -> kinesis.get().getShardIterator(request.build()).shardIterator());
  }

  @Override
  public Page read(StreamArn stream, String shardId, String iterator, int limit)
      throws StreamException {
    GetRecordsResponse answer =
        call(
            () ->
                kinesis
                    .get()
                    .getRecords(
                        it ->
                            it.streamARN(stream.toString()).shardIterator(iterator).limit(limit)));
    List<RecoveredRecord> records =
        answer.records().stream().map(record -> record(stream, shardId, record)).toList();
    Long behind = answer.millisBehindLatest();
    return new Page(
        records,
        Optional.ofNullable(answer.nextShardIterator()),
        Duration.ofMillis(behind == null ? 0 : behind));
  }

  private static RecoveredRecord record(StreamArn stream, String shardId, Record record) {
    return new RecoveredRecord(
        new Coordinates(stream, shardId, SequenceNumber.of(record.sequenceNumber())),
        record.partitionKey(),
        Bytes.of(record.data().asByteArrayUnsafe()),
        record.approximateArrivalTimestamp());
  }

  private static <T> T call(Supplier<T> call) throws StreamException {
    try {
      return call.get();
    } catch (ExpiredIteratorException e) {
      throw new StreamException(Kind.ITERATOR_EXPIRED, "the iterator has expired", e);
    } catch (ResourceNotFoundException e) {
      throw new StreamException(Kind.GONE, Failure.of(e).message(), e);
    } catch (InvalidArgumentException e) {
      throw new StreamException(Kind.INVALID, Failure.of(e).message(), e);
    } catch (SdkException e) {
      Failure failure = Failure.of(e);
      throw new StreamException(
          failure.kind() == Failure.Kind.PASSING ? Kind.SLOW_DOWN : Kind.FAILED,
          failure.message(),
          e);
    }
  }
}
