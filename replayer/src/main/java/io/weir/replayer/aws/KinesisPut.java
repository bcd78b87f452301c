package io.weir.replayer.aws;

import io.weir.replayer.route.RouteException;
import io.weir.replayer.route.StreamPut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts through {@code PutRecords}, which answers 200 although single entries have failed (KIN-50).
 */
public final class KinesisPut implements StreamPut {

  private final KinesisClient kinesis;
  private final String stream;

  /** Puts into the stream of this name or ARN. */
  public KinesisPut(KinesisClient kinesis, String stream) {
    this.kinesis = kinesis;
    this.stream = stream;
  }

  @Override
  public List<Result> put(List<NewRecord> entries) {
    List<PutRecordsRequestEntry> records = new ArrayList<>();
    for (NewRecord entry : entries) {
      records.add(
          PutRecordsRequestEntry.builder()
              .partitionKey(entry.partitionKey())
              .data(SdkBytes.fromByteBuffer(entry.payload().buffer()))
              .build());
    }
    try {
      PutRecordsResponse answer =
          kinesis.putRecords(
              it ->
                  (stream.startsWith("arn:") ? it.streamARN(stream) : it.streamName(stream))
                      .records(records));
      return results(answer, entries.size());
    } catch (SdkException e) {
      String message = Failure.of(e).message();
      if (Calls.throttled(e)) {
        return Collections.nCopies(entries.size(), new Result.Throttled(message));
      }
      if (Calls.refused(e)) {
        throw new RouteException(message, e);
      }
      return Collections.nCopies(entries.size(), new Result.Lost(message));
    }
  }

  private static List<Result> results(PutRecordsResponse answer, int expected) {
    if (answer.records().size() != expected) {
      return Collections.nCopies(expected, new Result.Lost("not every entry was answered"));
    }
    List<Result> results = new ArrayList<>();
    for (PutRecordsResultEntry entry : answer.records()) {
      if (entry.errorCode() == null) {
        results.add(new Result.Accepted(entry.shardId(), entry.sequenceNumber()));
      } else if (entry.errorCode().contains("Throughput")) {
        results.add(new Result.Throttled(entry.errorCode()));
      } else {
        // InternalFailure does not say that it was not put.
        results.add(new Result.Lost(entry.errorCode()));
      }
    }
    return results;
  }
}
