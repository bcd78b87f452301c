package io.weir.replayer.examine;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Dead letters and records of one cause.
 *
 * @param cause what is wrong, as in {@code POISON NOT_JSON}
 * @param letters how many letters have such a record, or are such a letter
 * @param records how many records are of this cause; 0 if they are not in hand
 * @param firstSeen when the first of them died
 * @param lastSeen when the last of them died
 * @param shards where they stand in the stream
 * @param lostAt when the first of them will be lost
 * @param detail of the first one, for a person
 * @param example the id of one of the letters
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // inspect's JSON
public record Group(
    String cause,
    int letters,
    int records,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen,
    SortedSet<String> shards,
    Optional<Instant> lostAt,
    String detail,
    String example) {}
