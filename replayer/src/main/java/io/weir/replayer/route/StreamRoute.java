package io.weir.replayer.route;

import io.weir.event.OriginTag;
import io.weir.replayer.journal.Resent;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.recover.Pause;
import io.weir.replayer.route.StreamPut.NewRecord;
import io.weir.replayer.route.StreamPut.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The route to the stream: the record is put again, with its own partition key, and every consumer
 * of the stream sees it. Its origin goes with it, so that our function knows it for what it is
 * (docs/decisions/0001).
 *
 * <p>Putting proves nothing but that the record is in the stream. With a table to look into, the
 * route waits until the event is there, or until a newer dead letter holds the record.
 */
public final class StreamRoute implements Route {

  private static final int MOST_RECORDS = 500;
  private static final long MOST_BYTES = 5L << 20;
  private static final int MOST_A_RECORD = 1 << 20;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** This many looks in the table, then one through the queue, which costs more. */
  private static final int LOOKS = 10;

  private final StreamPut stream;
  private final String name;
  private final boolean tagged;
  private final Waiting waiting;

  /**
   * How long to wait for proof.
   *
   * @param within until a record that is not in the table counts as unknown
   * @param stop whether not to wait any more
   * @param returns looks for records that have come back
   */
  public record Waiting(
      Duration within,
      InstantSource clock,
      Pause pause,
      BooleanSupplier stop,
      RedeadletteredLookup returns) {}

  /**
   * A route to a stream.
   *
   * @param name the stream's own name
   * @param tagged whether the records carry their origin: those of our own function do
   */
  public StreamRoute(StreamPut stream, String name, boolean tagged, Waiting waiting) {
    this.stream = stream;
    this.name = name;
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
    List<NewRecord> entries = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Work work : batch) {
      if (!work.original().coordinates().place().isEmpty()) {
        answers.add(new Answer.Failed("it is one of a record's events: use the route lambda"));
        continue;
      }
      Bytes payload = payload(work);
      if (payload.size() > MOST_A_RECORD || (tagged && !OriginTag.fits(payload.buffer()))) {
        answers.add(new Answer.Failed("it cannot carry its origin: use the route lambda"));
      } else {
        places.add(answers.size());
        answers.add(new Answer.NotReached());
        entries.add(new NewRecord(work.partitionKey(), payload));
      }
    }
    if (!entries.isEmpty()) {
      List<Result> results = stream.put(entries);
      for (int i = 0; i < places.size(); i++) {
        answers.set(places.get(i), answer(results.get(i), entries.get(i)));
      }
    }
    return answers;
  }

  private Answer answer(Result result, NewRecord entry) {
    if (result instanceof Result.Accepted accepted) {
      String as = name + "/" + accepted.shardId() + "/" + accepted.sequenceNumber();
      return new Answer.InStream(new Resent(as, entry.payload().sha256()));
    }
    if (result instanceof Result.Throttled throttled) {
      return new Answer.Throttled(throttled.code());
    }
    return new Answer.Lost("no answer of the stream: " + ((Result.Lost) result).why());
  }

  private Bytes payload(Work work) {
    return tagged && OriginTag.fits(work.payload().buffer()) ? work.tagged() : work.payload();
  }

  /** Waits for the records that were put, as long as neither the table nor the queue shows them. */
  @Override
  public List<TableState> look(Proof proof, List<Work> batch, List<Answer> answers)
      throws InterruptedException {
    Instant end = waiting.clock().instant().plus(waiting.within());
    List<TableState> findings = proof.look(batch);
    for (int look = 1; !open(findings, answers).isEmpty(); look++) {
      boolean last = waiting.stop().getAsBoolean() || !waiting.clock().instant().isBefore(end);
      if (last || look % LOOKS == 0) {
        findings = withReturns(findings, open(findings, answers));
      }
      if (last) {
        return findings;
      }
      waiting.pause().pause(LOOK_AGAIN);
      findings = merged(findings, proof.look(batch));
    }
    return findings;
  }

  private List<TableState> withReturns(List<TableState> findings, Map<Integer, Resent> open)
      throws InterruptedException {
    Map<Resent, String> returned = waiting.returns().look(open.values());
    List<TableState> more = new ArrayList<>(findings);
    open.forEach(
        (place, resent) -> {
          if (returned.containsKey(resent)) {
            more.set(place, TableState.RETURNED);
          }
        });
    return more;
  }

  /** What has come back stays so, unless the table shows it after all. */
  private static List<TableState> merged(List<TableState> before, List<TableState> now) {
    List<TableState> merged = new ArrayList<>(now);
    for (int i = 0; i < merged.size(); i++) {
      if (before.get(i) == TableState.RETURNED && now.get(i) != TableState.STORED) {
        merged.set(i, TableState.RETURNED);
      }
    }
    return merged;
  }

  /** Returns what is still to be waited for, by its place in the batch. */
  private static Map<Integer, Resent> open(List<TableState> findings, List<Answer> answers) {
    Map<Integer, Resent> open = new LinkedHashMap<>();
    for (int i = 0; i < findings.size(); i++) {
      boolean unproven =
          findings.get(i) == TableState.ABSENT || findings.get(i) == TableState.UNREADABLE;
      if (unproven && answers.get(i) instanceof Answer.InStream inStream) {
        open.put(i, inStream.as());
      }
    }
    return open;
  }

  /**
   * Looks for records that were put into the stream again and have become dead letters once more.
   *
   * <p>It never guesses: a record is only named when it was seen in a dead letter, at its very
   * sequence number and the same to the byte. What cannot be looked at has not been seen.
   */
  @FunctionalInterface
  public interface RedeadletteredLookup {

    /** Returns the id of a message that holds it, for those that were seen. */
    Map<Resent, String> look(Collection<Resent> resent) throws InterruptedException;
  }
}
