package io.weir.event;

import java.nio.ByteBuffer;

/**
 * A record as it was read from a stream, before anything is known about its payload.
 *
 * @param origin where the record stands in the stream it was read from
 * @param partitionKey the producer's key
 * @param payload the raw bytes, possibly none; read-only, its position is never moved
 */
public record StreamRecord(Origin origin, String partitionKey, ByteBuffer payload) {

  /** Keeps a read-only view of the payload. */
  public StreamRecord {
    payload = payload.asReadOnlyBuffer();
  }
}
