package io.weir.replayer.plan;

import io.weir.event.Decoded;
import io.weir.event.EventDecoder;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;

/** Our own decoder's word on a payload at a record's coordinates. */
final class Judge {

  private final EventDecoder decoder = new EventDecoder();

  /** Decodes a payload as if the record had brought it. */
  Decoded decode(RecoveredRecord record, Bytes payload) {
    Coordinates at = record.coordinates();
    Origin origin =
        new Origin(
            at.stream().name(), at.shardId(), at.sequenceNumber().toString(), record.arrivedAt());
    return decoder.decode(new StreamRecord(origin, record.partitionKey(), payload.buffer()));
  }
}
