package io.weir.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a record's payload says, once decoded.
 *
 * @param eventId the identity, which survives every redrive
 * @param timestamp the payload's own time if it has a valid one, else the arrival time
 * @param data the payload as a document, ready to be an attribute of type M
 * @param partitionKey the producer's key
 * @param origin where the record entered the stream for the first time
 * @param contentHash the SHA-256 of the raw bytes, 64 lower-case hexadecimal digits
 * @param size what its item weighs, in bytes as DynamoDB counts them
 */
public record Event(
    String eventId,
    Instant timestamp,
    Map<String, AttributeValue> data,
    String partitionKey,
    Origin origin,
    String contentHash,
    int size)
    implements Decoded {

  /** Takes an unmodifiable copy of the document's top level, in the payload's order. */
  public Event {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }
}
