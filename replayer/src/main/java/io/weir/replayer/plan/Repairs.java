package io.weir.replayer.plan;

import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.OriginTag;
import io.weir.event.Rejection;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.examine.Judge.DecoderException;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.repair.Fix;
import io.weir.replayer.plan.repair.Fix.Repaired;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Repairs payloads for a plan. What the filter yields is decoded before it may enter one, and it
 * must be the same event as before: a repair that changes who a record is makes another record.
 */
public final class Repairs {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Fix fix;
  private final Optional<String> newIdentity;
  private final Judge judge;

  /** Repairs by a filter. */
  public Repairs(Fix fix) {
    this(fix, Optional.empty());
  }

  /**
   * Repairs by a filter.
   *
   * @param newIdentity an identity that a repair may give where the payload does not say which it
   *     had
   */
  public Repairs(Fix fix, Optional<String> newIdentity) {
    this(fix, newIdentity, new Judge(EventSettings.DEFAULT));
  }

  private Repairs(Fix fix, Optional<String> newIdentity, Judge judge) {
    this.fix = fix;
    this.newIdentity = newIdentity;
    this.judge = judge;
  }

  /** Returns the same, judged by another decoder. */
  public Repairs judgedBy(Judge other) {
    return new Repairs(fix, newIdentity, other);
  }

  /** What came of it. */
  sealed interface Result {

    /**
     * A payload that is an event.
     *
     * @param what was done, for a person
     */
    record Good(Bytes payload, Event event, String what) implements Result {}

    /** No repair, and why. */
    record Bad(String why) implements Result {}
  }

  /** Returns what is noted in the plan, and in the journal from there. */
  String filter() {
    return newIdentity.map(id -> fix.text() + " --new-identity " + id).orElseGet(fix::text);
  }

  Result repair(RecoveredRecord record) {
    Repaired repaired = fix.apply(record.payload());
    if (repaired instanceof Repaired.Failed failed) {
      return new Result.Bad(failed.why());
    }
    Bytes payload = repaired instanceof Repaired.Rewritten r ? r.payload() : record.payload();
    Decoded decoded;
    try {
      decoded = judge.decode(record, payload);
    } catch (DecoderException e) {
      return new Result.Bad("repaired, but " + e.getMessage());
    }
    if (decoded instanceof Rejection rejection) {
      return new Result.Bad(
          "still %s after the repair: %s".formatted(rejection.reason(), rejection.detail()));
    }
    Event event = (Event) decoded;
    return changedIdentity(record, event)
        .<Result>map(Result.Bad::new)
        .orElseGet(() -> new Result.Good(payload, event, what(event)));
  }

  private String what(Event event) {
    return isNew(event) ? "repaired, with the new identity " + event.eventId() : "repaired";
  }

  /** Tells why a payload is another event than the record's, if it is. */
  private Optional<String> changedIdentity(RecoveredRecord record, Event event) {
    String text = new String(record.payload().toArray(), StandardCharsets.ISO_8859_1);
    Optional<String> origin = changedOrigin(record, text, event.origin());
    if (origin.isPresent()) {
      return origin;
    }
    NamedIdentity before = NamedIdentity.of(record.payload(), judge.identity().texts());
    String place = event.origin().eventId();
    if (before instanceof NamedIdentity.One one) {
      return one.eventId().equals(judge.identity().own(event))
          ? Optional.empty()
          : Optional.of("the repair changes the eventId");
    }
    if (isNew(event)) {
      return Optional.empty();
    }
    if (before instanceof NamedIdentity.Unreadable) {
      return Optional.of(
          "which eventId it had cannot be read, so the repair may change it; --new-identity ID"
              + " allows one");
    }
    return event.eventId().equals(place)
        ? Optional.empty()
        : Optional.of("the repair invents an eventId; --new-identity ID allows one");
  }

  private boolean isNew(Event event) {
    return newIdentity.map(judge.identity().own(event)::equals).orElse(false);
  }

  private static Optional<String> changedOrigin(
      RecoveredRecord record, String text, Origin origin) {
    boolean tagged = text.contains("\"" + OriginTag.NAME + "\"");
    if (origin.eventId().equals(record.coordinates().toString())) {
      return tagged
          ? Optional.of("the repair loses " + OriginTag.NAME + ", and with it the identity")
          : Optional.empty();
    }
    // White space may be what was wrong with the tag.
    String place =
        "\"%s\":[\"%s\",".formatted(OriginTag.NAME, origin.eventId().replace("/", "\",\""));
    return SPACE.matcher(text).replaceAll("").contains(place)
        ? Optional.empty()
        : Optional.of("the repair %s %s".formatted(tagged ? "changes" : "invents", OriginTag.NAME));
  }
}
