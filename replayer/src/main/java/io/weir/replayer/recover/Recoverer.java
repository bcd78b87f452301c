package io.weir.replayer.recover;

import io.weir.replayer.letter.BatchRange;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.recover.RangeReader.Found;
import io.weir.replayer.recover.Recovery.Expiry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.IntFunction;

/**
 * Turns dead letters into records. What a letter names is held against what the operator named
 * before anything is read; what is read is held against what the letter says.
 *
 * <p>Of a payload that lies in a queue only Weir's own parked record is believed as it is, which
 * the queue's policy must keep others from sending. Lambda adds a payload to a pointer in S3 alone
 * (ESM-29), so one in a queue is ignored. An export in a queue was put there by {@code restore}: it
 * is believed if the journal's archive holds it, or the stream has the same bytes.
 */
public final class Recoverer {

  private static final String NOT_BELIEVED =
      "an export in the queue, whose bytes neither the stream nor the journal's archive has: name"
          + " the journal that discarded it with --journal, or take it from the file with --from";

  private final Trust trust;
  private final Bounds bounds;
  private final ShardReading reading;
  private final Copies copies;
  private final Archive archive;

  /**
   * Makes a recoverer.
   *
   * @param pace how fast each shard is read
   */
  public Recoverer(
      StreamReader reader, Trust trust, Bounds bounds, ReadPace pace, InstantSource clock) {
    this(trust, bounds, new ShardReading(reader, bounds, pace, clock), Copies.NONE, Archive.NONE);
  }

  private Recoverer(
      Trust trust, Bounds bounds, ShardReading reading, Copies copies, Archive archive) {
    this.trust = trust;
    this.bounds = bounds;
    this.reading = reading;
    this.copies = copies;
    this.archive = archive;
  }

  /**
   * Returns the same, which reads the shards on other threads.
   *
   * @param threads makes the given number of threads for one recovery, after which they are shut
   *     down
   */
  public Recoverer on(IntFunction<ExecutorService> threads) {
    return new Recoverer(trust, bounds, reading.on(threads), copies, archive);
  }

  /** Returns the same, which takes from copies what the stream has no more. */
  public Recoverer orFrom(Copies copies) {
    return new Recoverer(trust, bounds, reading, copies, archive);
  }

  /** Returns the same, which believes an export in a queue that the archive holds. */
  public Recoverer trusting(Archive archive) {
    return new Recoverer(trust, bounds, reading, copies, archive);
  }

  /**
   * Recovers letters.
   *
   * @param queueRetention how long the queue keeps a message; absent if that is not known, or for
   *     ever
   * @param progress is told after each letter; possibly by several threads
   * @return one recovery a letter, in the same order
   * @throws InterruptedException if there is no reason to go on
   */
  public List<Recovery> recover(
      List<Letter> letters, Optional<Duration> queueRetention, Runnable progress)
      throws InterruptedException {
    Found[] found = new Found[letters.size()];
    ShardReading.Ranges work = new ShardReading.Ranges();
    for (int i = 0; i < found.length; i++) {
      Letter letter = letters.get(i);
      Optional<Found> known = withoutReading(letter);
      if (known.isPresent()) {
        found[i] = known.get();
        progress.run();
      } else {
        int place = i;
        work.add(
            toRead(letter).orElseThrow().range(),
            result -> {
              found[place] = confirmed(letter, result);
              progress.run();
            });
      }
    }
    reading.run(work);
    Recovery[] recoveries = new Recovery[found.length];
    for (int i = 0; i < found.length; i++) {
      Letter letter = letters.get(i);
      Optional<Found> copy = copy(letter, found[i]);
      Found best = copy.orElse(found[i]);
      Expiry expiry =
          copy.isPresent() // which the stream's retention does not concern
              ? new Expiry(Optional.empty(), leavesQueue(letter, queueRetention))
              : expiry(letter, best.verdict(), queueRetention);
      recoveries[i] = new Recovery(letter, best.verdict(), best.records(), expiry);
    }
    return List.of(recoveries);
  }

  /**
   * Returns what stream and copy have together, where the copy has more; in the range alone. Where
   * the stream cannot be read, only a whole copy will do: what else there is may not be lost.
   */
  private Optional<Found> copy(Letter letter, Found found) {
    if (!(letter.content() instanceof Pointer pointer)
        || !(isLost(found.verdict()) || found.verdict() instanceof RecoveryStatus.Unreadable)) {
      return Optional.empty();
    }
    try {
      return copies
          .of(letter)
          .map(
              copy ->
                  HeldRecords.of(pointer, found.records())
                      .and(HeldRecords.of(pointer, copy.records())))
          .filter(both -> both.records().size() > found.records().size())
          .filter(
              both -> isLost(found.verdict()) || both.verdict() instanceof RecoveryStatus.Complete)
          .map(both -> new Found(both.verdict(), both.records()));
    } catch (IOException e) {
      return Optional.of(
          Found.nothing(new RecoveryStatus.Unreadable(String.valueOf(e.getMessage()))));
    }
  }

  private static boolean isLost(RecoveryStatus verdict) {
    return verdict instanceof RecoveryStatus.Expired
        || verdict instanceof RecoveryStatus.Gone
        || verdict instanceof RecoveryStatus.Partial;
  }

  private static Optional<Instant> leavesQueue(Letter letter, Optional<Duration> retention) {
    return letter.sentAt().flatMap(sent -> retention.map(sent::plus));
  }

  /** Returns what is known of a letter without its stream; nothing if that is to be read. */
  private Optional<Found> withoutReading(Letter letter) {
    DeadLetter content = letter.content();
    if (content instanceof UnreadableMessage alien) {
      return Optional.of(malformed(alien));
    }
    if (content instanceof ParkedRecord parked) {
      return Optional.of(parked(parked));
    }
    Optional<Pointer> toRead = toRead(letter);
    if (toRead.isPresent()) {
      return pointerRefusal(toRead.get(), false);
    }
    if (content instanceof ExportedLetter exported) {
      return Optional.of(exported(letter, exported));
    }
    Pointer pointer = (Pointer) content;
    return Optional.of(
        pointerRefusal(pointer, true)
            .orElseGet(() -> carried(pointer, pointer.payload().orElseThrow())));
  }

  private static Found malformed(UnreadableMessage alien) {
    return Found.nothing(new RecoveryStatus.Malformed(alien.kind() + ": " + alien.detail()));
  }

  private Found parked(ParkedRecord parked) {
    return refusal(parked.record().coordinates().stream(), parked.functionArn(), true)
        .orElseGet(() -> new Found(new RecoveryStatus.Complete(0), List.of(parked.record())));
  }

  /** An export holds its records; one that was made without them is what its original is. */
  private Found exported(Letter letter, ExportedLetter exported) {
    if (exported.records().isEmpty()) {
      return exported.original() instanceof ParkedRecord parked
          ? parked(parked)
          : malformed((UnreadableMessage) exported.original());
    }
    if (!isBelieved(letter)) {
      return Found.nothing(new RecoveryStatus.Refused(NOT_BELIEVED));
    }
    StreamArn stream = exported.records().get(0).coordinates().stream();
    if (exported.original() instanceof Pointer pointer) {
      return pointerRefusal(pointer, true).orElseGet(() -> carried(pointer, exported.records()));
    }
    return refusal(stream, Optional.empty(), true)
        .orElseGet(() -> new Found(new RecoveryStatus.Complete(0), exported.records()));
  }

  /** Every sender to a queue can put payloads there; a file was named by a person. */
  private boolean isBelieved(Letter letter) {
    return letter.receipt().isEmpty() || archive.holds(letter.body());
  }

  /** Returns the pointer of a letter whose records the stream alone can tell. */
  private Optional<Pointer> toRead(Letter letter) {
    DeadLetter content = letter.content();
    if (content instanceof Pointer pointer) {
      return Optional.of(pointer).filter(it -> it.payload().isEmpty() || !isBelieved(letter));
    }
    return content instanceof ExportedLetter exported
            && exported.original() instanceof Pointer pointer
            && (exported.records().isEmpty() || !isBelieved(letter))
        ? Optional.of(pointer)
        : Optional.empty();
  }

  /** Compares an export that is not believed with what the stream has. */
  private static Found confirmed(Letter letter, Found read) {
    if (!(letter.content() instanceof ExportedLetter exported)
        || exported.records().isEmpty()
        || read.verdict() instanceof RecoveryStatus.Unreadable) {
      return read;
    }
    return read.records().containsAll(exported.records())
        ? read
        : Found.nothing(new RecoveryStatus.Refused(NOT_BELIEVED));
  }

  static Found carried(Pointer pointer, List<RecoveredRecord> records) {
    boolean ordered = true;
    for (int i = 0; i < records.size(); i++) {
      RecoveredRecord record = records.get(i);
      ordered &=
          pointer.range().stream().equals(record.coordinates().stream())
              && pointer.range().shardId().equals(record.coordinates().shardId())
              && pointer.range().contains(record.coordinates().sequenceNumber())
              && (i == 0
                  || records
                          .get(i - 1)
                          .coordinates()
                          .sequenceNumber()
                          .compareTo(record.coordinates().sequenceNumber())
                      < 0);
    }
    if (!ordered) {
      return Found.nothing(
          new RecoveryStatus.Malformed("the records that it carries are not those of its range"));
    }
    return records.isEmpty()
        ? Found.nothing(new RecoveryStatus.Malformed("it carries no records"))
        : new Found(RangeReader.verdict(pointer.range(), records), records);
  }

  private Optional<Found> pointerRefusal(Pointer pointer, boolean hasPayload) {
    BatchRange range = pointer.range();
    if (range.batchSize() > bounds.records()) {
      return Optional.of(
          Found.nothing(
              new RecoveryStatus.Refused(
                  "claims a batch of "
                      + range.batchSize()
                      + " records, and none can have more than 10,000:"
                      + " if it is right, add --allow-large")));
    }
    return refusal(range.stream(), Optional.of(pointer.functionArn()), hasPayload);
  }

  /** Where nothing was named and nothing has to be read, showing a letter does no harm. */
  private Optional<Found> refusal(StreamArn stream, Optional<String> function, boolean hasPayload) {
    return hasPayload && trust.isEmpty()
        ? Optional.empty()
        : trust
            .refusal(stream, function)
            .map(reason -> Found.nothing(new RecoveryStatus.Refused(reason)));
  }

  /** A refused pointer causes no call, not even that for its stream's retention. */
  private Expiry expiry(Letter letter, RecoveryStatus verdict, Optional<Duration> queueRetention) {
    Optional<Instant> leavesStream =
        toRead(letter)
            .filter(p -> !(verdict instanceof RecoveryStatus.Refused))
            .flatMap(
                p ->
                    reading
                        .retention(p.range().stream())
                        .map(keeps -> p.range().firstArrival().plus(keeps)));
    return new Expiry(leavesStream, leavesQueue(letter, queueRetention));
  }
}
