package io.weir.replayer.examine;

import io.weir.replayer.letter.RecoveredRecord;
import java.util.Optional;

/**
 * A record and what is known about it.
 *
 * @param record the record
 * @param diagnosis why it is a dead letter
 * @param eventId the identity under which it is, or would be, stored; absent for what does not
 *     decode
 */
public record Examined(RecoveredRecord record, Diagnosis diagnosis, Optional<String> eventId) {}
