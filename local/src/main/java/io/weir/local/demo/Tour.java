package io.weir.local.demo;

import io.weir.local.demo.PlannedRecord.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Puts records while the table refuses the writes of one device, waits until the mapping is past
 * every record, and looks up where each one is.
 */
public final class Tour {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Stage stage;
  private final TourSettings settings;
  private final Duration patience;
  private final InstantSource clock;
  private final Consumer<String> progress;
  private List<AcceptedRecord> accepted = List.of();
  private Duration took = Duration.ZERO;

  /**
   * Prepares a tour.
   *
   * @param patience how long the mapping may stand still before the tour gives up waiting
   * @param progress receives a line for a person to see, over and over
   */
  public Tour(
      Stage stage,
      TourSettings settings,
      Duration patience,
      InstantSource clock,
      Consumer<String> progress) {
    this.stage = stage;
    this.settings = settings;
    this.patience = patience;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Runs the tour to its end.
   *
   * <p>When the mapping stands still for too long the tour looks all the same: what is not settled
   * then is neither stored nor in the queue, and so is reported as lost.
   */
  public TourReport run() {
    List<PlannedRecord> plan =
        new Workload(settings.seed(), settings.malformedPercent()).plan(settings.events());
    Instant begin = clock.instant();
    stage.throttle(Workload.THROTTLED_DEVICE);
    accepted =
        new Producer(stage.kinesis(), stage.stream())
            .put(plan, n -> progress.accept(progressLine("put", n)));
    awaitFinished(accepted.size());
    stage.endThrottle();
    took = Duration.between(begin, clock.instant());
    return look(Map.of());
  }

  /**
   * Looks up where each record is now.
   *
   * @param discarded the hashes of archived bytes by position: records that were given up on
   *     purpose
   */
  public TourReport look(Map<String, String> discarded) {
    progress.accept("looking up where each record is");
    Items items = Items.read(stage.dynamoDb(), stage.table());
    DeadLetters dead = DeadLetters.read(stage.sqs(), stage.queueUrl());
    Map<String, String> readable =
        new StreamPayloads(stage.kinesis(), stage.stream()).read(dead.pointers());
    return new TourReport(
        settings,
        Tally.of(accepted, items, dead, readable, discarded),
        Kinds.of(accepted, items),
        stage.invocations(),
        took);
  }

  private void awaitFinished(int wanted) {
    long last = -1;
    Instant moved = clock.instant();
    while (stage.finished() < wanted && !Thread.currentThread().isInterrupted()) {
      long finished = stage.finished();
      if (finished != last) {
        last = finished;
        moved = clock.instant();
      } else if (Duration.between(moved, clock.instant()).compareTo(patience) > 0) {
        return;
      }
      progress.accept(progressLine("settled", finished));
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private String progressLine(String verb, long count) {
    return String.format(
        Locale.ROOT,
        "%s %,d of %,d (%d %%)",
        verb,
        count,
        settings.events(),
        count * 100 / settings.events());
  }

  /**
   * How many records of each kind there were, and what is in the queue because of them.
   *
   * @param malformed records that can never be stored
   * @param duplicates records with the bytes of an earlier one
   * @param conflictsWaiting records whose identity is taken by other bytes
   * @param throttledWaiting good records that were given up while the table refused them
   */
  record Kinds(long malformed, long duplicates, long conflictsWaiting, long throttledWaiting) {

    static Kinds of(List<AcceptedRecord> accepted, Items items) {
      long conflicts = 0;
      long throttled = 0;
      for (AcceptedRecord record : accepted) {
        String storedHash = items.hashes().get(record.eventId());
        if (record.planned().kind() != Kind.MALFORMED && storedHash == null) {
          throttled++;
        } else if (record.planned().kind() != Kind.MALFORMED
            && !record.contentHash().equals(storedHash)) {
          conflicts++;
        }
      }
      return new Kinds(
          count(accepted, Kind.MALFORMED), count(accepted, Kind.DUPLICATE), conflicts, throttled);
    }

    private static long count(List<AcceptedRecord> accepted, Kind kind) {
      return accepted.stream().filter(record -> record.planned().kind() == kind).count();
    }
  }
}
