package io.weir.replayer.examine;

import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.Origin;
import io.weir.event.Rejection;
import io.weir.event.StreamRecord;
import io.weir.replayer.examine.StoreLookup.LookupException;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says of each record why it is a dead letter: by the decoder that the function runs, and by what
 * the table holds. Where one of them does not apply, it says what it cannot know.
 */
public final class Examiner {

  private static final String NO_DECODER = "no decoder: it is not known what the function expects";
  private static final String NO_TABLE =
      "it decodes, but no table was named: whether it is stored is not known; add --table";

  private final boolean decodes;
  private final Optional<StoreLookup> store;
  private final EventDecoder decoder = new EventDecoder();

  private Examiner(boolean decodes, Optional<StoreLookup> store) {
    this.decodes = decodes;
    this.store = store;
  }

  /** Returns an examiner for our own function. */
  public static Examiner ofOurs(Optional<StoreLookup> store) {
    return new Examiner(true, store);
  }

  /** Returns an examiner for somebody else's function: it knows nothing, and says so. */
  public static Examiner ofOthers() {
    return new Examiner(false, Optional.empty());
  }

  /**
   * A record to examine.
   *
   * @param record the record
   * @param formerReason the code with which it was rejected before, if that is known
   */
  public record Question(RecoveredRecord record, Optional<String> formerReason) {}

  /** Examines records, and looks all of them up at once; the answers are in the same order. */
  public List<Examined> examine(List<Question> questions) {
    if (!decodes) {
      return questions.stream().map(q -> unknown(q.record(), NO_DECODER, null)).toList();
    }
    Map<Question, Event> events = new LinkedHashMap<>();
    Map<Question, Rejection> rejections = new LinkedHashMap<>();
    for (Question question : questions) {
      Decoded decoded = decode(question.record());
      if (decoded instanceof Event event) {
        events.put(question, event);
      } else if (decoded instanceof Rejection rejection) {
        rejections.put(question, rejection);
      }
    }
    Stored stored = lookup(events);
    List<Examined> answers = new ArrayList<>(questions.size());
    for (Question question : questions) {
      Rejection rejection = rejections.get(question);
      answers.add(
          rejection != null
              ? poison(question.record(), rejection)
              : judge(question, required(events, question), stored));
    }
    return answers;
  }

  /** Decodes one record as the function would. */
  public Decoded decode(RecoveredRecord record) {
    Coordinates at = record.coordinates();
    Origin origin =
        new Origin(
            at.stream().name(), at.shardId(), at.sequenceNumber().toString(), record.arrivedAt());
    return decoder.decode(
        new StreamRecord(origin, record.partitionKey(), record.payload().buffer()));
  }

  private record Stored(Map<String, String> hashes, Optional<String> problem) {}

  private Stored lookup(Map<Question, Event> events) {
    if (store.isEmpty()) {
      return new Stored(Map.of(), Optional.of(NO_TABLE));
    }
    Set<String> ids = new TreeSet<>();
    events.values().forEach(event -> ids.add(event.eventId()));
    try {
      return new Stored(store.get().contentHashes(ids), Optional.empty());
    } catch (LookupException e) {
      return new Stored(
          Map.of(), Optional.of("it decodes, but the table could not be asked: " + e.getMessage()));
    }
  }

  private static Examined judge(Question question, Event event, Stored stored) {
    RecoveredRecord record = question.record();
    if (stored.problem().isPresent()) {
      return unknown(record, stored.problem().get(), event.eventId());
    }
    String hash = stored.hashes().get(event.eventId());
    Diagnosis diagnosis;
    if (hash == null) {
      diagnosis =
          question
              .formerReason()
              .<Diagnosis>map(Diagnosis.Fixed::new)
              .orElseGet(Diagnosis.Bystander::new);
    } else {
      diagnosis =
          hash.equals(event.contentHash()) ? new Diagnosis.Stored() : new Diagnosis.Conflict(hash);
    }
    return new Examined(record, diagnosis, Optional.of(event.eventId()));
  }

  private static Examined poison(RecoveredRecord record, Rejection rejection) {
    return new Examined(
        record,
        new Diagnosis.Poison(rejection.reason().name(), rejection.detail()),
        Optional.empty());
  }

  private static Examined unknown(RecoveredRecord record, String why, @Nullable String eventId) {
    return new Examined(record, new Diagnosis.Unknown(why), Optional.ofNullable(eventId));
  }

  private static Event required(Map<Question, Event> events, Question question) {
    Event event = events.get(question);
    if (event == null) {
      throw new IllegalStateException("a record that is neither an event nor a rejection");
    }
    return event;
  }
}
