package io.weir.handler.store;

import io.weir.event.EventItem;
import io.weir.event.StoredEvent;
import io.weir.handler.call.BatchApi;
import io.weir.handler.call.Deadline;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.store.Claims.Doubt;
import io.weir.handler.store.StoredItems.Found;
import io.weir.handler.store.StoredItems.Found.Item;
import io.weir.handler.store.StoredItems.Found.Nothing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Compares events in doubt with the documents that are stored. What it reads it lets go of as soon
 * as it has compared: a document is as large as an item may be.
 */
record StoredDocuments(StoredItems items, Events events, Deadline deadline)
    implements BatchApi<Doubt, IntFunction<Outcome>> {

  /** Few, because each may have 400 KB, which are many times that in memory. */
  static final int MOST_KEYS = 4;

  private static final List<String> WHOLE =
      List.of(EventItem.EVENT_ID, EventItem.CONTENT_HASH, EventItem.PARTITION_KEY, EventItem.DATA);

  @Override
  public List<Reply<IntFunction<Outcome>>> call(List<Doubt> doubts, Duration timeout) {
    Map<String, Reply<Found>> replies =
        items.read(doubts.stream().map(Doubt::key).toList(), WHOLE, timeout);
    return doubts.stream().map(doubt -> reply(doubt, replies)).toList();
  }

  private Reply<IntFunction<Outcome>> reply(Doubt doubt, Map<String, Reply<Found>> replies) {
    Reply<Found> reply = replies.getOrDefault(doubt.key(), Reply.again("NoAnswer"));
    if (reply.result() instanceof Item item) {
      List<Outcome> judged =
          doubt.places().stream().map(place -> judge(item.stored(), place)).toList();
      return Reply.settled(judged::get);
    }
    return reply.result() instanceof Nothing nothing
        ? Reply.settled(any -> nothing.outcome())
        : Reply.again(reply.code());
  }

  /** Many events may have one identity: to make each of them again takes time. */
  private Outcome judge(StoredEvent stored, int place) {
    if (deadline.passed()) {
      return new Deferred(Cause.NO_TIME, "not compared with the stored document");
    }
    return Judgement.of(stored.compare(events.again(place)));
  }

  @Override
  public IntFunction<Outcome> refused(String code) {
    return unsettled(code);
  }

  @Override
  public IntFunction<Outcome> unsettled(String code) {
    Outcome unread = Found.unread(code).outcome();
    return any -> unread;
  }
}
