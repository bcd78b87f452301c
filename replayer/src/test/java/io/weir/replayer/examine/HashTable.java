package io.weir.replayer.examine;

import io.weir.event.StoredEvent.Likeness;
import java.util.Map;
import java.util.Optional;

/** A table of which only the identities and the content hashes are known. */
public final class HashTable {

  private HashTable() {}

  /** Returns a table that holds these hashes by identity; another hash is another content. */
  public static StoreLookup of(Map<String, String> hashes) {
    return events ->
        events.stream()
            .map(
                event ->
                    Optional.ofNullable(hashes.get(event.eventId()))
                        .map(
                            hash ->
                                hash.equals(event.contentHash())
                                    ? Likeness.SAME
                                    : Likeness.OTHER_CONTENT))
            .toList();
  }
}
