package io.weir.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.books.Hash;
import io.weir.local.books.PlannedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Plans what the tour puts. The same seed plans the same records to the byte. */
final class Workload {

  /** The device whose writes the table refuses; it sends nothing but one burst of good events. */
  static final String THROTTLED_DEVICE = "device-hot";

  /** The repair of the last act, in jq's language: the payload's text goes into an object. */
  static final String REPAIR = "{malformed: .}";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int BURST = 3;
  private static final int LEAST_FOR_A_BURST = 100;
  private static final int DEVICES = 50;
  private static final int DUPLICATES_PERCENT = 3;
  private static final int CONFLICTS_PER_MILLE = 2;
  private static final int NAMELESS_PERCENT = 20;
  private static final Malformation[] MALFORMATIONS = Malformation.values();

  private final Random random;
  private final double malformedPercent;
  private final List<PlannedRecord> named = new ArrayList<>();
  private int malformed;

  Workload(long seed, double malformedPercent) {
    this.random = new Random(seed);
    this.malformedPercent = malformedPercent;
  }

  /** Returns the given number of records in the order in which they are put. */
  List<PlannedRecord> plan(int events) {
    List<PlannedRecord> plan = new ArrayList<>(events);
    int burst = events < LEAST_FOR_A_BURST ? events : events / 10;
    for (int n = 0; n < events; n++) {
      plan.add(n >= burst && n < burst + BURST ? good(n, THROTTLED_DEVICE) : next(n));
    }
    return List.copyOf(plan);
  }

  private PlannedRecord next(int n) {
    if (random.nextDouble() * 100 < malformedPercent) {
      return malformed(n);
    }
    int luck = random.nextInt(1_000);
    if (!named.isEmpty() && luck < DUPLICATES_PERCENT * 10) {
      return earlier();
    }
    if (!named.isEmpty() && malformedPercent > 0 && luck >= 1_000 - CONFLICTS_PER_MILLE) {
      return conflict(n);
    }
    PlannedRecord good = good(n, device());
    if (good.eventId().isPresent()) {
      named.add(good);
    }
    return good;
  }

  private PlannedRecord good(int n, String device) {
    Optional<String> eventId =
        random.nextInt(100) < NAMELESS_PERCENT
            ? Optional.empty()
            : Optional.of(String.format(Locale.ROOT, "reading-%08d", n));
    return event(device, eventId, n);
  }

  private PlannedRecord conflict(int n) {
    PlannedRecord earlier = earlier();
    return event(earlier.partitionKey(), earlier.eventId(), n);
  }

  /** Takes the kinds of malformation in turn, so that a small plan has as many as it can. */
  private PlannedRecord malformed(int n) {
    byte[] payload = MALFORMATIONS[malformed++ % MALFORMATIONS.length].payload(n);
    return new PlannedRecord(
        n, device(), payload, Optional.empty(), Optional.of(Hash.of(repaired(payload))));
  }

  private PlannedRecord event(String device, Optional<String> eventId, int n) {
    String id = eventId.map(it -> "\"eventId\": \"" + it + "\", ").orElse("");
    String json =
        String.format(
            Locale.ROOT,
            "{%s\"device\": \"%s\", \"sensor\": \"temperature\", \"value\": %.2f, \"n\": %d}",
            id,
            device,
            random.nextDouble() * 60 - 20,
            n);
    return new PlannedRecord(n, device, json.getBytes(UTF_8), eventId, Optional.empty());
  }

  /**
   * Returns the bytes that the repair must make of a payload: so the tour knows, byte for byte,
   * what a repaired record has to look like in the table.
   */
  static byte[] repaired(byte[] payload) {
    try {
      return JSON.writeValueAsBytes(Map.of("malformed", PlannedRecord.text(payload)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text can always be written", e);
    }
  }

  private PlannedRecord earlier() {
    return named.get(random.nextInt(named.size()));
  }

  private String device() {
    return "device-" + random.nextInt(DEVICES);
  }
}
