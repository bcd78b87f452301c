package io.weir.handler.store;

import io.weir.event.EventItem;
import io.weir.handler.call.BatchApi;
import io.weir.handler.store.StoredItems.Found;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Reads of each stored event what decides nearly always: its content hash and its partition key.
 */
record StoredHeads(StoredItems items) implements BatchApi<String, Found> {

  private static final List<String> HEAD =
      List.of(EventItem.EVENT_ID, EventItem.CONTENT_HASH, EventItem.PARTITION_KEY);

  @Override
  public List<Reply<Found>> call(List<String> keys, Duration timeout) {
    Map<String, Reply<Found>> replies = items.read(keys, HEAD, timeout);
    return keys.stream().map(replies::get).toList();
  }

  @Override
  public Found refused(String code) {
    return Found.unread(code);
  }

  @Override
  public Found unsettled(String code) {
    return Found.unread(code);
  }
}
