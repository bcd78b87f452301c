package io.weir.replayer.run;

import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import io.weir.replayer.route.StreamPut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stream as a route puts into it, with the mapping and the function that follow in their time.
 */
final class FakePuts implements StreamPut {

  private final FakeFunction function;
  private final EventDecoder decoder = new EventDecoder(EventSettings.DEFAULT);
  private final List<StreamRecord> under = new ArrayList<>();
  private int next = 1_000;

  /** How often each record was put, by the sequence number that it had at first. */
  final Map<String, Integer> puts = new HashMap<>();

  /** Whether the function gets the records only when a process waits for them. */
  boolean slow;

  /** Whether the next put is done and its answer lost. */
  boolean loseAnswer;

  FakePuts(FakeFunction function) {
    this.function = function;
  }

  @Override
  public List<Result> put(List<NewRecord> entries) {
    List<Result> results = new ArrayList<>();
    for (NewRecord entry : entries) {
      String number = String.valueOf(next++);
      Origin here = new Origin("orders", "shardId-000000000000", number, Instant.EPOCH);
      StreamRecord record = new StreamRecord(here, entry.partitionKey(), entry.payload().buffer());
      under.add(record);
      puts.merge(origin(record), 1, Integer::sum);
      results.add(
          loseAnswer
              ? new Result.Lost("time-out")
              : new Result.Accepted("shardId-000000000000", number));
    }
    loseAnswer = false;
    if (!slow) {
      deliver();
    }
    return results;
  }

  private String origin(StreamRecord record) {
    return decoder.decode(record) instanceof Event event
        ? event.origin().sequenceNumber()
        : record.origin().sequenceNumber();
  }

  /** The mapping hands over what lies in the stream. */
  void deliver() {
    for (StreamRecord record : under) {
      if (decoder.decode(record) instanceof Event event) {
        function.take(event, record.payload());
      }
    }
    under.clear();
  }
}
