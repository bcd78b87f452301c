package io.weir.event;

import io.weir.event.Event.ContentHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An event as an item of the table {@code EventLogs}: the attribute names and their forms. */
public final class EventItem {

  /** The table's key. */
  public static final String EVENT_ID = "eventId";

  /** The event's time as {@link EventTime} writes it; sorts the index. */
  public static final String TIMESTAMP = "timestamp";

  /** The payload as a document. */
  public static final String DATA = "data";

  /** The producer's key; the key of the index. */
  public static final String PARTITION_KEY = "partitionKey";

  /** Where the event entered the stream for the first time: a map of the five below. */
  public static final String ORIGIN = "origin";

  /** The stream's name, in {@link #ORIGIN}. */
  public static final String STREAM = "stream";

  /** The shard, in {@link #ORIGIN}. */
  public static final String SHARD_ID = "shardId";

  /** The sequence number, in {@link #ORIGIN}. */
  public static final String SEQUENCE_NUMBER = "sequenceNumber";

  /** Which of its record's events, in {@link #ORIGIN}; left out where the record is one event. */
  public static final String PLACE = "place";

  /** When the stream accepted the record, in {@link #ORIGIN}, as {@link EventTime} writes it. */
  public static final String ARRIVED_AT = "arrivedAt";

  /** SHA-256 of the record's raw bytes: tells a duplicate from a conflict. */
  public static final String CONTENT_HASH = "contentHash";

  /** When the item was written, as {@link EventTime} writes it. */
  public static final String STORED_AT = "storedAt";

  /** JSON Pointers into {@link #DATA}, to numbers that are kept as text; left out if none is. */
  public static final String NUMBERS_AS_TEXT = "numbersAsText";

  /** The index that answers what one partition key sent between two times. */
  public static final String BY_PARTITION_KEY = "byPartitionKey";

  private EventItem() {}

  /**
   * Returns the item of an event that is stored at the given time.
   *
   * <p>Kinesis has no empty partition key (KIN-21). Should one appear even so, the attribute is
   * left out: the item is stored and only missing from the index, while DynamoDB would refuse the
   * whole item for an empty index key (DDB-25).
   */
  public static Map<String, DynamoDbJson> of(Event event, Instant storedAt) {
    Map<String, DynamoDbJson> item = new LinkedHashMap<>();
    item.put(EVENT_ID, DynamoDbJson.string(event.eventId()));
    item.put(TIMESTAMP, time(event.timestamp()));
    item.put(DATA, event.data());
    if (!event.partitionKey().isEmpty()) {
      item.put(PARTITION_KEY, DynamoDbJson.string(event.partitionKey()));
    }
    item.put(ORIGIN, DynamoDbJson.map(origin(event.origin())));
    item.put(CONTENT_HASH, DynamoDbJson.string(event.contentHash()));
    item.put(STORED_AT, time(storedAt));
    if (!event.notes().numbersAsText().isEmpty()) {
      item.put(NUMBERS_AS_TEXT, DynamoDbJson.list(event.notes().numbersAsText()));
    }
    return item;
  }

  /** Counts all of an item that is known before its payload is read: neither data nor identity. */
  static int sizeAround(Origin origin, String partitionKey) {
    int fixed =
        (EVENT_ID + TIMESTAMP + DATA + ORIGIN + CONTENT_HASH + STORED_AT).length()
            + 2 * EventTime.LENGTH
            + ContentHash.LENGTH;
    int inOrigin =
        ItemSize.CONTAINER
            + 4 * ItemSize.ENTRY
            + (STREAM + SHARD_ID + SEQUENCE_NUMBER + ARRIVED_AT).length()
            + ItemSize.text(origin.stream())
            + ItemSize.text(origin.shardId())
            + ItemSize.text(origin.sequenceNumber())
            + EventTime.LENGTH
            + (origin.place().isEmpty()
                ? 0
                : ItemSize.ENTRY + PLACE.length() + ItemSize.text(origin.place()));
    int key = partitionKey.isEmpty() ? 0 : PARTITION_KEY.length() + ItemSize.text(partitionKey);
    return fixed + inOrigin + key;
  }

  /** Counts the list of numbers that are kept as text, if there is one, without its elements. */
  static int sizeOfList(List<String> numbersAsText) {
    return numbersAsText.isEmpty() ? 0 : NUMBERS_AS_TEXT.length() + ItemSize.CONTAINER;
  }

  private static Map<String, DynamoDbJson> origin(Origin origin) {
    Map<String, DynamoDbJson> map = new LinkedHashMap<>();
    map.put(STREAM, DynamoDbJson.string(origin.stream()));
    map.put(SHARD_ID, DynamoDbJson.string(origin.shardId()));
    map.put(SEQUENCE_NUMBER, DynamoDbJson.string(origin.sequenceNumber()));
    if (!origin.place().isEmpty()) {
      map.put(PLACE, DynamoDbJson.string(origin.place()));
    }
    map.put(ARRIVED_AT, time(origin.arrivedAt()));
    return map;
  }

  private static DynamoDbJson time(Instant time) {
    return DynamoDbJson.plain(EventTime.text(time));
  }
}
