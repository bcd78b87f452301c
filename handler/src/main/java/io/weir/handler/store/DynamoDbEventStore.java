package io.weir.handler.store;

import io.weir.event.Event;
import io.weir.event.Rejection;
import io.weir.event.Rejection.Reason;
import io.weir.handler.call.Chunks;
import io.weir.handler.call.Deadline;
import io.weir.handler.call.Dispatcher;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Duplicate;
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.call.Outcome.Stored;
import io.weir.handler.store.StoredHashes.Found;
import io.weir.handler.store.Verdict.Inserted;
import io.weir.handler.store.Verdict.Refused;
import io.weir.handler.store.Verdict.Taken;
import io.weir.handler.store.Verdict.Unknown;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A DynamoDB table in which an event's identity is the key: one write per event, and no second
 * table to remember what was done.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>A write whose answer was lost is tried again, finds its own item, and counts as a duplicate.
 * What the deadline cuts off is deferred, though it may be stored. A statement that the table
 * refuses as invalid is a rejection only once this process has seen the table take an item: until
 * then the table itself may be the wrong one, and nobody's event is to blame.
 */
public final class DynamoDbEventStore implements EventStore {

  /** 25 statements (DDB-52); the bytes stay well under the 16 MB of other batches (DDB-55). */
  private static final Chunks INSERTS = new Chunks(25, 4L << 20);

  private static final Chunks READS = new Chunks(StoredHashes.MOST_KEYS, Long.MAX_VALUE);

  private final InsertApi inserts;
  private final StoredHashes hashes;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private volatile boolean tableTakesItems;

  /** Opens a table; the client must not retry on its own. */
  public DynamoDbEventStore(
      DynamoDbClient client, String table, Dispatcher dispatcher, InstantSource clock) {
    this.inserts = new InsertApi(client, new InsertText(table));
    this.hashes = new StoredHashes(client, table);
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  @Override
  public List<Outcome> store(Iterator<Event> events, Deadline deadline) {
    Claims claims = new Claims();
    Stream<Event> first =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, 0), false)
            .filter(claims::take);
    List<Event> next = claims.settle(storeDistinct(first, deadline));
    while (!next.isEmpty()) {
      next = claims.settle(storeDistinct(next.stream(), deadline));
    }
    return claims.outcomes();
  }

  /** Stores events of which no two have the same key. What it keeps of each is what judges it. */
  private List<Fate> storeDistinct(Stream<Event> events, Deadline deadline) {
    Map<String, String> hashes = new LinkedHashMap<>();
    Map<String, Verdict> verdicts =
        insert(events.peek(event -> hashes.put(event.eventId(), event.contentHash())), deadline);
    if (verdicts.values().stream().anyMatch(v -> v instanceof Inserted || v instanceof Taken)) {
      tableTakesItems = true;
    }
    List<String> taken =
        hashes.keySet().stream().filter(key -> verdicts.get(key) instanceof Taken).toList();
    Map<String, Found> found = read(taken, deadline);
    List<Fate> fates = new ArrayList<>();
    hashes.forEach((key, hash) -> fates.add(fate(hash, verdicts.get(key), found.get(key))));
    return fates;
  }

  /** Sends the inserts as they are made, and returns the verdict on each key. */
  private Map<String, Verdict> insert(Stream<Event> events, Deadline deadline) {
    Map<String, Verdict> verdicts = new HashMap<>();
    List<String> sent = new ArrayList<>();
    Stream<Insert> ready =
        events.flatMap(
            event -> {
              try {
                Insert insert = inserts.prepare(event, clock.instant());
                sent.add(event.eventId());
                return Stream.of(insert);
              } catch (RuntimeException | StackOverflowError e) {
                String why = e.getClass().getSimpleName();
                verdicts.put(event.eventId(), new Unknown(Cause.NOT_JUDGED, why));
                return Stream.empty();
              }
            });
    List<Verdict> answers =
        dispatcher.send(ready.iterator(), inserts, INSERTS, Insert::length, deadline);
    for (int i = 0; i < sent.size(); i++) {
      verdicts.put(sent.get(i), answers.get(i));
    }
    return verdicts;
  }

  private Map<String, Found> read(List<String> keys, Deadline deadline) {
    List<Found> sent = dispatcher.send(keys.iterator(), hashes, READS, key -> 0, deadline);
    Map<String, Found> found = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      found.put(keys.get(i), sent.get(i));
    }
    return found;
  }

  private Fate fate(String contentHash, @Nullable Verdict verdict, @Nullable Found found) {
    if (verdict instanceof Inserted) {
      return Fate.known(new Stored(), contentHash);
    }
    if (verdict instanceof Taken) {
      return compared(contentHash, found);
    }
    if (verdict instanceof Refused refused) {
      return Fate.unknown(refused(refused.code()));
    }
    return Fate.unknown(
        verdict instanceof Unknown unknown
            ? new Deferred(unknown.cause(), unknown.code())
            : new Deferred(Cause.NOT_JUDGED, "NoVerdict"));
  }

  private static Fate compared(String contentHash, @Nullable Found found) {
    if (found instanceof Found.Hash hash) {
      return Fate.known(
          hash.value().equals(contentHash) ? new Duplicate() : Claims.conflict(), hash.value());
    }
    return Fate.unknown(
        found instanceof Found.Nothing nothing
            ? new Deferred(nothing.cause(), nothing.code())
            : new Deferred(Cause.NOT_JUDGED, "NoStoredHash"));
  }

  private Outcome refused(String code) {
    return tableTakesItems
        ? new Rejected(new Rejection(Reason.REFUSED_BY_STORE, "DynamoDB answers " + code))
        : new Deferred(Cause.STORE_FAILED, code);
  }
}
