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
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.store.Claims.Doubt;
import io.weir.handler.store.Claims.KeyState;
import io.weir.handler.store.Claims.KeyState.Made;
import io.weir.handler.store.Claims.KeyState.There;
import io.weir.handler.store.Claims.KeyState.Untold;
import io.weir.handler.store.InsertApi.InsertResult;
import io.weir.handler.store.InsertApi.InsertResult.Inserted;
import io.weir.handler.store.InsertApi.InsertResult.Refused;
import io.weir.handler.store.InsertApi.InsertResult.Taken;
import io.weir.handler.store.InsertApi.InsertResult.Unknown;
import io.weir.handler.store.StoredItems.Found;
import io.weir.handler.store.StoredItems.Found.Item;
import io.weir.handler.store.StoredItems.Found.Nothing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.IntFunction;
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
 * refuses as invalid is a rejection only if the table took an item of the same batch: else the
 * table itself may be the wrong one, and no event is to blame.
 */
public final class DynamoDbEventStore implements EventStore {

  /** 25 statements (DDB-52); the bytes stay well under the 16 MB of other batches (DDB-55). */
  private static final Chunks INSERTS = new Chunks(25, 4L << 20);

  private static final Chunks HEADS = new Chunks(StoredItems.MOST_KEYS, Long.MAX_VALUE);
  private static final Chunks DOCUMENTS = new Chunks(StoredDocuments.MOST_KEYS, Long.MAX_VALUE);

  private static final InsertResult NO_VERDICT = new Unknown(Cause.NOT_JUDGED, "NoVerdict");

  private final InsertApi inserts;
  private final StoredItems items;
  private final StoredHeads heads;
  private final Dispatcher dispatcher;
  private final InstantSource clock;

  /** Opens a table; the client must not retry on its own. */
  public DynamoDbEventStore(
      DynamoDbClient client, String table, Dispatcher dispatcher, InstantSource clock) {
    this.inserts = new InsertApi(client, new InsertText(table));
    this.items = new StoredItems(client, table);
    this.heads = new StoredHeads(items);
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  @Override
  public List<Outcome> store(Events events, Deadline deadline) {
    return new Batch(events, deadline).outcomes();
  }

  /** One batch on its way into the table. */
  private final class Batch {
    private final Events events;
    private final Deadline deadline;
    private final Claims claims = new Claims();
    private boolean tableTookOne;

    private Batch(Events events, Deadline deadline) {
      this.events = events;
      this.deadline = deadline;
    }

    private List<Outcome> outcomes() {
      Stream<Event> all =
          StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, 0), false);
      List<Integer> next = claims.settle(storeDistinct(all.filter(claims::take)));
      while (!next.isEmpty()) {
        next = claims.settle(storeDistinct(next.stream().map(events::again)));
      }
      settleDoubts();
      return claims.outcomes();
    }

    /** Stores events of which no two have the same key. Of each it keeps no more than that. */
    private List<KeyState> storeDistinct(Stream<Event> distinct) {
      List<String> keys = new ArrayList<>();
      Map<String, InsertResult> verdicts =
          insert(distinct.peek(event -> keys.add(event.eventId())));
      tableTookOne |= verdicts.values().stream().anyMatch(Inserted.class::isInstance);
      List<String> taken = keys.stream().filter(key -> verdicts.get(key) instanceof Taken).toList();
      List<Found> sent = dispatcher.send(taken.iterator(), heads, HEADS, key -> 0, deadline);
      Map<String, Found> found = new HashMap<>();
      for (int i = 0; i < taken.size(); i++) {
        found.put(taken.get(i), sent.get(i));
      }
      return keys.stream()
          .map(key -> fate(verdicts.getOrDefault(key, NO_VERDICT), found.get(key)))
          .toList();
    }

    /** Sends the inserts as they are made, and returns the verdict on each key. */
    private Map<String, InsertResult> insert(Stream<Event> distinct) {
      Map<String, InsertResult> verdicts = new HashMap<>();
      List<String> sent = new ArrayList<>();
      Stream<Insert> ready =
          distinct.flatMap(
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
      List<InsertResult> answers =
          dispatcher.send(ready.iterator(), inserts, INSERTS, Insert::length, deadline);
      for (int i = 0; i < sent.size(); i++) {
        verdicts.put(sent.get(i), answers.get(i));
      }
      return verdicts;
    }

    /** Reads documents for those events only that nothing else has judged. */
    private void settleDoubts() {
      List<Doubt> doubts = claims.doubts();
      List<IntFunction<Outcome>> settled =
          dispatcher.send(
              doubts.iterator(),
              new StoredDocuments(items, events, deadline),
              DOCUMENTS,
              doubt -> 0,
              deadline);
      for (int i = 0; i < doubts.size(); i++) {
        List<Integer> places = doubts.get(i).places();
        for (int k = 0; k < places.size(); k++) {
          claims.decide(places.get(k), settled.get(i).apply(k));
        }
      }
    }

    private KeyState fate(InsertResult verdict, @Nullable Found found) {
      if (verdict instanceof Inserted) {
        return new Made();
      }
      if (found instanceof Item item) {
        return new There(item.stored());
      }
      return new Untold(untold(verdict, found));
    }

    /** A key that is taken was looked up: so what was found judges it. */
    private Outcome untold(InsertResult verdict, @Nullable Found found) {
      if (found instanceof Nothing nothing) {
        return nothing.outcome();
      }
      if (verdict instanceof Refused refused) {
        return refused(refused.code());
      }
      Unknown unknown = (Unknown) verdict;
      return new Deferred(unknown.cause(), unknown.code());
    }

    private Outcome refused(String code) {
      return tableTookOne
          ? new Rejected(new Rejection(Reason.REFUSED_BY_STORE, "DynamoDB answers " + code))
          : new Deferred(Cause.STORE_FAILED, code);
    }
  }
}
