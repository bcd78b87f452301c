package io.weir.replayer.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a journal. Records are named by their coordinates' text, messages by their id; the
 * entry's kind is the member {@code effect}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "effect")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Entry.Started.class, name = "started"),
  @JsonSubTypes.Type(value = Entry.Leased.class, name = "leased"),
  @JsonSubTypes.Type(value = Entry.Sending.class, name = "sending"),
  @JsonSubTypes.Type(value = Entry.Resent.class, name = "resent"),
  @JsonSubTypes.Type(value = Entry.Moved.class, name = "moved"),
  @JsonSubTypes.Type(value = Entry.Settled.class, name = "settled"),
  @JsonSubTypes.Type(value = Entry.Deleting.class, name = "deleting"),
  @JsonSubTypes.Type(value = Entry.Deleted.class, name = "deleted"),
  @JsonSubTypes.Type(value = Entry.Archived.class, name = "archived"),
  @JsonSubTypes.Type(value = Entry.Kept.class, name = "kept"),
  @JsonSubTypes.Type(value = Entry.Purging.class, name = "purging"),
  @JsonSubTypes.Type(value = Entry.Restoring.class, name = "restoring"),
  @JsonSubTypes.Type(value = Entry.Restored.class, name = "restored"),
  @JsonSubTypes.Type(value = Entry.Ended.class, name = "ended")
})
public sealed interface Entry {

  /** Returns when it was written. */
  Instant at();

  /** Returns the run that wrote it. */
  String run();

  /**
   * A run begins.
   *
   * @param what the command, what it applies and through which route
   * @param actor who started it
   * @param reason why, in the actor's words; may be empty where none is asked for
   * @param plan the digest of the plan; empty where there is none
   */
  @SuppressWarnings("checkstyle:RecordComponentNumber") // a line of the journal
  record Started(Instant at, String run, What what, String actor, String reason, String plan)
      implements Entry {}

  /**
   * What a run is about.
   *
   * @param command as in {@code apply}
   * @param route as in {@code lambda}; empty where nothing is sent
   * @param queue the queue's URL, or its name where that says enough
   * @param messages how many messages it was given
   * @param records how many records it was to send
   */
  record What(
      String command,
      @JsonProperty("door") String route,
      String queue,
      int messages,
      int records) {}

  /**
   * Messages were taken out of sight.
   *
   * @param receipts the receipt handles by message id, with which a later run gives them back
   */
  record Leased(Instant at, String run, Map<String, String> receipts) implements Entry {
    /** Takes a copy. */
    public Leased {
      receipts = Collections.unmodifiableMap(new LinkedHashMap<>(receipts));
    }
  }

  /** Records are about to go through the route. */
  record Sending(Instant at, String run, List<String> records) implements Entry {
    /** Takes a copy. */
    public Sending {
      records = List.copyOf(records);
    }
  }

  /**
   * A record lies in its stream again; what becomes of it there is not known yet.
   *
   * @param payload the SHA-256 of what was sent, without its origin
   * @param as its new coordinates
   * @param carried the SHA-256 of the bytes that were put, its origin included
   */
  @SuppressWarnings("checkstyle:RecordComponentNumber") // a line of the journal
  record Resent(Instant at, String run, String record, String payload, String as, String carried)
      implements Entry {}

  /**
   * A newer message was seen to hold a record, so its former one is not needed for it any more.
   *
   * @param message the newer message
   */
  record Moved(Instant at, String run, String record, String message) implements Entry {}

  /**
   * A record's try has ended.
   *
   * @param payload the SHA-256 of the bytes that were sent: a repair begins a new count
   * @param detail how it is known, for a person; never a part of the payload
   */
  @SuppressWarnings("checkstyle:RecordComponentNumber") // a line of the journal
  record Settled(
      Instant at, String run, String record, String payload, Outcome outcome, String detail)
      implements Entry {}

  /** Messages are about to be deleted: each of their records is settled. */
  record Deleting(Instant at, String run, List<String> messages) implements Entry {
    /** Takes a copy. */
    public Deleting {
      messages = List.copyOf(messages);
    }
  }

  /** A message is about to be deleted for good, with nothing kept of it but this. */
  record Purging(Instant at, String run, String message, String bodyHash) implements Entry {}

  /** A message is gone from the queue. */
  record Deleted(Instant at, String run, String message) implements Entry {}

  /**
   * A message was copied into the journal, before it is discarded.
   *
   * @param letter the message as one line of an export: its body, and the payloads of its records
   *     as far as they could be read, since a pointer alone would bring nothing back once the
   *     stream has forgotten
   */
  record Archived(Instant at, String run, String message, String letter) implements Entry {}

  /**
   * A message was copied into the journal, before a redrive that no table proves deletes it.
   *
   * @param letter as in {@link Archived}
   */
  record Kept(Instant at, String run, String message, String letter) implements Entry {}

  /** A discarded message is about to be sent to the queue again. */
  record Restoring(Instant at, String run, String message) implements Entry {}

  /** A discarded message lies in the queue again, under a new id. */
  record Restored(Instant at, String run, String message, String newMessage) implements Entry {}

  /**
   * A run is over.
   *
   * @param result as in {@code done}, {@code refused}, {@code aborted}, {@code interrupted}
   * @param counts how many records or messages ended how
   */
  record Ended(Instant at, String run, String result, Map<String, Integer> counts)
      implements Entry {
    /** Takes a copy in the order of the names, so that the same counts are the same line. */
    public Ended {
      counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }
  }
}
