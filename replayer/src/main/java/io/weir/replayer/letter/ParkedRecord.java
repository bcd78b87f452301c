package io.weir.replayer.letter;

import java.time.Instant;
import java.util.Optional;

/**
 * Our own dead letter: one record with its payload, and why it was rejected.
 *
 * @param parkedAt when it was parked
 * @param reason the rejection's code at that time
 * @param detail the rejection's detail, for a person
 * @param record the record
 * @param functionArn the function that parked it
 * @param requestId the invocation that parked it
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // a parked message
public record ParkedRecord(
    Instant parkedAt,
    String reason,
    String detail,
    RecoveredRecord record,
    Optional<String> functionArn,
    Optional<String> requestId)
    implements DeadLetter {}
