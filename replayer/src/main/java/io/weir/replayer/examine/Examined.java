package io.weir.replayer.examine;

import io.weir.event.Origin;
import io.weir.event.OriginTag;
import io.weir.event.OriginTag.Untagged;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.RecoveredRecord;
import java.util.Optional;

/**
 * A record and what is known about it.
 *
 * @param record the record
 * @param diagnosis why it is a dead letter
 * @param identity under which it is, or would be, stored; absent for what does not decode
 */
public record Examined(RecoveredRecord record, Diagnosis diagnosis, Optional<Identity> identity) {

  /**
   * What tells an event from others.
   *
   * @param eventId its key in the table
   * @param contentHash the SHA-256 of its bytes, 64 lower-case hexadecimal digits
   */
  public record Identity(String eventId, String contentHash) {}

  /**
   * Returns the same text for two records that are one: found by two letters, or put into its
   * stream again with its origin inside (docs/decisions/0001), and of the same content.
   */
  String sameAs() {
    Untagged untagged = OriginTag.strip(record.payload().toArray());
    String origin = untagged.origin().map(Origin::eventId).orElse(record.coordinates().toString());
    return origin + " " + Bytes.of(untagged.payload()).sha256();
  }
}
