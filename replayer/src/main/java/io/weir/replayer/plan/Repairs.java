package io.weir.replayer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.EventItem;
import io.weir.event.Origin;
import io.weir.event.OriginTag;
import io.weir.event.Rejection;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.repair.Fix;
import io.weir.replayer.repair.Repaired;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Repairs payloads for a plan. What the filter yields is decoded before it may enter one, and it
 * must be the same event as before: a repair that changes who a record is makes another record.
 */
public final class Repairs {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Fix fix;
  private final Judge judge = new Judge();

  /** Repairs by a filter. */
  public Repairs(Fix fix) {
    this.fix = fix;
  }

  /** What came of it. */
  sealed interface Result {

    /** A payload that is an event. */
    record Good(Bytes payload, Event event) implements Result {}

    /** No repair, and why. */
    record Bad(String why) implements Result {}
  }

  String filter() {
    return fix.text();
  }

  Result repair(RecoveredRecord record) {
    Repaired repaired = fix.apply(record.payload());
    if (repaired instanceof Repaired.Failed failed) {
      return new Result.Bad(failed.why());
    }
    Bytes payload = repaired instanceof Repaired.Rewritten r ? r.payload() : record.payload();
    Decoded decoded = judge.decode(record, payload);
    if (decoded instanceof Rejection rejection) {
      return new Result.Bad(
          "still %s after the repair: %s".formatted(rejection.reason(), rejection.detail()));
    }
    Event event = (Event) decoded;
    return changedIdentity(record, event)
        .<Result>map(Result.Bad::new)
        .orElseGet(() -> new Result.Good(payload, event));
  }

  private static Optional<String> changedIdentity(RecoveredRecord record, Event event) {
    String text = new String(record.payload().toArray(), StandardCharsets.ISO_8859_1);
    Optional<String> origin = changedOrigin(record, text, event.origin());
    if (origin.isPresent()) {
      return origin;
    }
    Optional<String> before = eventId(record.payload());
    if (before.isPresent() && !before.get().equals(event.eventId())) {
      return Optional.of("the repair changes the eventId");
    }
    boolean mentioned = text.contains("\"" + EventItem.EVENT_ID + "\"");
    if (before.isEmpty() && !mentioned && !event.eventId().equals(event.origin().eventId())) {
      return Optional.of("the repair invents an eventId");
    }
    return Optional.empty();
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

  /** The identity that the broken payload names, as far as it can be read. */
  private static Optional<String> eventId(Bytes payload) {
    try {
      JsonNode id = JSON.readTree(payload.toArray()).path(EventItem.EVENT_ID);
      boolean usable = id.isTextual() && !id.textValue().isEmpty();
      return usable ? Optional.of(id.textValue()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
