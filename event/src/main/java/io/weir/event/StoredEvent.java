package io.weir.event;

import io.weir.event.Event.ContentHash;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the table holds under one identity. It decides whether that is a given event: the function,
 * the replayer's diagnosis and its proof before a deletion all ask here, so that none of them
 * contradicts another.
 *
 * @param partitionKey the producer's key; empty if the item has none
 * @param contentHash the SHA-256 of the bytes that were stored, 64 lower-case hexadecimal digits;
 *     empty if the item has none, because Weir did not write it
 * @param data the document as it is stored; absent if it was not read
 */
public record StoredEvent(String partitionKey, String contentHash, Optional<AttributeValue> data) {

  /** How what is stored under an event's identity compares with the event. */
  public enum Likeness {
    /** It is the event: a second delivery of it is a duplicate. */
    SAME,
    /** It belongs to another partition key. */
    OTHER_PARTITION_KEY,
    /** It has the event's partition key, and another content. */
    OTHER_CONTENT,
    /** The bytes differ, and the stored document was not read: it may mean the same. */
    UNDECIDED,
    /** It is no item of Weir's form, so it proves nothing. */
    NOT_AN_EVENT
  }

  /** Reads an item, of which the payload may have been left out. */
  public static StoredEvent of(Map<String, AttributeValue> item) {
    return new StoredEvent(
        text(item, EventItem.PARTITION_KEY),
        text(item, EventItem.CONTENT_HASH),
        Optional.ofNullable(item.get(EventItem.DATA)));
  }

  /**
   * Compares an event of the same identity with what is stored.
   *
   * <p>Equal bytes are the same event. Other bytes are the same event if DynamoDB keeps them as the
   * same document: {@code 10} and {@code 10.0} are one number, and a map's members have no order.
   */
  public Likeness compare(Event event) {
    Likeness likeness =
        compare(event.notes().anyKey() ? partitionKey : event.partitionKey(), event.contentHash());
    return likeness == Likeness.UNDECIDED && data.isPresent()
        ? compare(event.data(), data.get())
        : likeness;
  }

  private static Likeness compare(DynamoDbJson document, AttributeValue stored) {
    return StoredDocument.isSame(document, stored) ? Likeness.SAME : Likeness.OTHER_CONTENT;
  }

  /**
   * Compares what is known of an event of the same identity without its document. Other bytes are
   * undecided.
   *
   * @param contentHash of the event's bytes, as {@link Event#contentHash}
   */
  public Likeness compare(String partitionKey, String contentHash) {
    if (this.contentHash.length() != ContentHash.LENGTH) {
      return Likeness.NOT_AN_EVENT;
    }
    if (!this.partitionKey.equals(partitionKey)) {
      return Likeness.OTHER_PARTITION_KEY;
    }
    return this.contentHash.equals(contentHash) ? Likeness.SAME : Likeness.UNDECIDED;
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
