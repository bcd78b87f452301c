package io.weir.replayer.examine;

import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.EventSettings;
import io.weir.event.Rejection;
import io.weir.event.StoredEvent.Likeness;
import io.weir.replayer.examine.Examined.Identity;
import io.weir.replayer.examine.Judge.DecoderException;
import io.weir.replayer.examine.StoreLookup.LookupException;
import io.weir.replayer.letter.RecoveredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Judge judge;

  private Examiner(boolean decodes, Optional<StoreLookup> store, Judge judge) {
    this.decodes = decodes;
    this.store = store;
    this.judge = judge;
  }

  /** Returns an examiner for our own function. */
  public static Examiner ofOurs(Optional<StoreLookup> store, Judge judge) {
    return new Examiner(true, store, judge);
  }

  /** Returns an examiner for a function that is not Weir's: it knows nothing, and says so. */
  public static Examiner ofOthers() {
    return new Examiner(false, Optional.empty(), new Judge(EventSettings.DEFAULT));
  }

  /**
   * A record to examine.
   *
   * @param record the record
   * @param formerReason the code with which it was rejected before, if that is known
   */
  public record Question(RecoveredRecord record, Optional<String> formerReason) {}

  /**
   * Returns what a record's events are for the function; for one that is not Weir's, the record.
   */
  List<RecoveredRecord> events(RecoveredRecord record) {
    return decodes ? judge.events(record) : List.of(record);
  }

  /** Examines records, and looks all of them up at once; the answers are in the same order. */
  public List<Examined> examine(List<Question> questions) {
    if (!decodes) {
      return questions.stream().map(q -> unknown(q.record())).toList();
    }
    Map<Question, Event> events = new LinkedHashMap<>();
    Map<Question, Diagnosis> others = new LinkedHashMap<>();
    for (Question question : questions) {
      try {
        Decoded decoded = judge.decode(question.record());
        if (decoded instanceof Event event) {
          events.put(question, event);
        } else {
          others.put(question, poison((Rejection) decoded));
        }
      } catch (DecoderException e) {
        others.put(question, new Diagnosis.Undecided(String.valueOf(e.getMessage())));
      }
    }
    Map<Question, Diagnosis> diagnoses = diagnoses(events);
    List<Examined> answers = new ArrayList<>(questions.size());
    for (Question question : questions) {
      Diagnosis other = others.get(question);
      answers.add(
          other != null
              ? new Examined(question.record(), other, Optional.empty())
              : examined(question, events, diagnoses));
    }
    return answers;
  }

  private Map<Question, Diagnosis> diagnoses(Map<Question, Event> events) {
    Map<Question, Diagnosis> diagnoses = new HashMap<>();
    String problem = NO_TABLE;
    if (store.isPresent()) {
      try {
        Iterator<Optional<Likeness>> stored =
            store.get().look(List.copyOf(events.values())).iterator();
        events.keySet().forEach(it -> diagnoses.put(it, diagnosis(it, stored.next())));
        return diagnoses;
      } catch (LookupException e) {
        problem = "it decodes, but the table could not be asked: " + e.getMessage();
      }
    }
    Diagnosis unknown = new Diagnosis.Unknown(problem);
    events.keySet().forEach(question -> diagnoses.put(question, unknown));
    return diagnoses;
  }

  private static Diagnosis diagnosis(Question question, Optional<Likeness> stored) {
    if (stored.isEmpty()) {
      return question
          .formerReason()
          .<Diagnosis>map(Diagnosis.Fixed::new)
          .orElseGet(Diagnosis.Bystander::new);
    }
    return stored.get() == Likeness.SAME
        ? new Diagnosis.Stored()
        : new Diagnosis.Conflict(stored.get());
  }

  private static Examined examined(
      Question question, Map<Question, Event> events, Map<Question, Diagnosis> diagnoses) {
    Event event = events.get(question);
    Diagnosis diagnosis = diagnoses.get(question);
    if (event == null || diagnosis == null) {
      throw new IllegalStateException("a record that is neither an event nor a rejection");
    }
    return new Examined(
        question.record(),
        diagnosis,
        Optional.of(new Identity(event.eventId(), event.contentHash())));
  }

  private static Diagnosis poison(Rejection rejection) {
    return new Diagnosis.Poison(rejection.reason().name(), rejection.detail());
  }

  private static Examined unknown(RecoveredRecord record) {
    return new Examined(record, new Diagnosis.Unknown(NO_DECODER), Optional.empty());
  }
}
