package io.weir.replayer.act;

import io.weir.event.Origin;
import io.weir.event.OriginTag;
import io.weir.replayer.act.StreamPut.Entry;
import io.weir.replayer.act.StreamPut.Result;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The door to the stream: the record is put again, with its own partition key, and every consumer
 * of the stream sees it. Its origin goes with it, so that our function knows it for what it is
 * (docs/decisions/0001).
 *
 * <p>Putting proves nothing but that the record is in the stream. With a table to look into, the
 * door waits until the event is there.
 */
public final class StreamDoor implements Door {

  private static final int MOST_RECORDS = 500;
  private static final long MOST_BYTES = 5L << 20;
  private static final int MOST_A_RECORD = 1 << 20;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final StreamPut stream;
  private final boolean tagged;
  private final Waiting waiting;

  /**
   * How long to wait for proof.
   *
   * @param within until a record that is not in the table counts as unknown
   */
  public record Waiting(Duration within, InstantSource clock, Pause pause) {}

  /**
   * A door to a stream.
   *
   * @param tagged whether the records carry their origin: those of our own function do
   */
  public StreamDoor(StreamPut stream, boolean tagged, Waiting waiting) {
    this.stream = stream;
    this.tagged = tagged;
    this.waiting = waiting;
  }

  @Override
  public String name() {
    return "stream";
  }

  @Override
  public int maxRecords() {
    return MOST_RECORDS;
  }

  @Override
  public long maxBytes() {
    return MOST_BYTES;
  }

  @Override
  public long weight(Work work) {
    return payload(work).size() + 4L * work.partitionKey().length();
  }

  @Override
  public List<Answer> send(List<Work> batch) {
    List<Answer> answers = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Work work : batch) {
      Bytes payload = payload(work);
      if (payload.size() > MOST_A_RECORD || (tagged && !OriginTag.fits(payload.buffer()))) {
        answers.add(new Answer.Failed("it cannot carry its origin: use the door lambda"));
      } else {
        places.add(answers.size());
        answers.add(new Answer.NotReached());
        entries.add(new Entry(work.partitionKey(), payload));
      }
    }
    if (!entries.isEmpty()) {
      List<Result> results = stream.put(entries);
      for (int i = 0; i < places.size(); i++) {
        answers.set(places.get(i), answer(results.get(i)));
      }
    }
    return answers;
  }

  private static Answer answer(Result result) {
    if (result instanceof Result.Accepted accepted) {
      return new Answer.Done(
          "in the stream again as %s/%s".formatted(accepted.shardId(), accepted.sequenceNumber()));
    }
    if (result instanceof Result.Throttled throttled) {
      return new Answer.Throttled(throttled.code());
    }
    return new Answer.Lost(
        "no answer of the stream: " + (result instanceof Result.Lost lost ? lost.why() : ""));
  }

  private Bytes payload(Work work) {
    if (!tagged || !OriginTag.fits(work.payload().buffer())) {
      return work.payload();
    }
    Coordinates at = work.original().coordinates();
    ByteBuffer carried =
        OriginTag.put(
            work.payload().buffer(),
            new Origin(
                at.stream().name(),
                at.shardId(),
                at.sequenceNumber().toString(),
                work.original().arrivedAt()));
    byte[] bytes = new byte[carried.remaining()];
    carried.get(bytes);
    return Bytes.of(bytes);
  }

  /** Waits for the records that were put, as long as the table does not show them. */
  @Override
  public List<Finding> look(Proof proof, List<Work> batch, List<Answer> answers)
      throws InterruptedException {
    Instant end = waiting.clock().instant().plus(waiting.within());
    List<Finding> findings = proof.look(batch);
    while (anyIsOut(findings, answers) && waiting.clock().instant().isBefore(end)) {
      waiting.pause().pause(LOOK_AGAIN);
      findings = proof.look(batch);
    }
    return findings;
  }

  private static boolean anyIsOut(List<Finding> findings, List<Answer> answers) {
    for (int i = 0; i < findings.size(); i++) {
      boolean open = findings.get(i) == Finding.ABSENT || findings.get(i) == Finding.UNREADABLE;
      if (open && answers.get(i) instanceof Answer.Done) {
        return true;
      }
    }
    return false;
  }
}
