package io.weir.local.demo;

import io.weir.local.books.Account;
import io.weir.local.books.Discarded;
import io.weir.local.books.Evidence;
import io.weir.local.books.Hash;
import io.weir.local.books.Intrusions;
import io.weir.local.books.Ledger;
import io.weir.local.books.Pause;
import io.weir.local.books.PlannedRecord;
import io.weir.local.books.Position;
import io.weir.local.books.Producer;
import io.weir.local.books.QueueContents;
import io.weir.local.books.StreamContents;
import io.weir.local.books.TableContents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Puts records while the table refuses the writes of one device, waits until the mapping is past
 * every record, and looks up where each one is.
 */
public final class Tour {

  private static final int LARGEST_CALL = 500;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Stage stage;
  private final TourSettings settings;
  private final Duration patience;
  private final InstantSource clock;
  private final Consumer<String> progress;
  private final Ledger ledger = Ledger.inMemory();
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
  public TourReport run() throws InterruptedException {
    Instant begin = clock.instant();
    stage.throttle(Workload.THROTTLED_DEVICE);
    put();
    awaitFinished(ledger.acknowledgedCount());
    stage.endThrottle();
    took = Duration.between(begin, clock.instant());
    return look(Discarded.nothing());
  }

  private void put() {
    Producer producer = new Producer(stage.kinesis(), stage.stream(), ledger);
    new Workload(settings.seed(), settings.malformedPercent())
        .plan(settings.events())
        .forEach(producer::add);
    while (producer.open() > 0) {
      producer.put(LARGEST_CALL);
      progress.accept(progressLine("put", ledger.acknowledgedCount()));
    }
  }

  /**
   * Looks up where each record is now.
   *
   * @param discarded records that were given up on purpose
   */
  public TourReport look(Discarded discarded) throws InterruptedException {
    progress.accept("looking up where each record is");
    StreamContents stream = StreamContents.read(stage.kinesis(), stage.stream());
    TableContents table = TableContents.read(stage.dynamoDb(), stage.table());
    QueueContents queue = QueueContents.read(stage.sqs(), stage.queueUrl(), Pause::real);
    Evidence evidence = new Evidence(stream, table, queue, Map.of(), discarded);
    return new TourReport(
        settings,
        new TourReport.Findings(
            Account.of(ledger, evidence, Intrusions.none()),
            table.items().size(),
            queue.pointerCount(),
            queue.parkedCount()),
        kinds(table),
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

  private TourReport.Kinds kinds(TableContents table) {
    Set<Hash> events = new HashSet<>();
    int named = 0;
    int malformed = 0;
    int conflicts = 0;
    int throttled = 0;
    for (Map.Entry<Position, Hash> each : ledger.acknowledged().entrySet()) {
      PlannedRecord record = ledger.attempted(each.getValue()).orElseThrow();
      TableContents.Item item = table.items().get(record.key(stage.stream(), each.getKey()));
      if (record.poison()) {
        malformed++;
      } else if (item == null) {
        throttled++;
      } else if (!item.hash().equals(each.getValue())) {
        conflicts++;
      }
      if (record.eventId().isPresent()) {
        named++;
        events.add(each.getValue());
      }
    }
    return new TourReport.Kinds(malformed, named - events.size(), conflicts, throttled);
  }
}
