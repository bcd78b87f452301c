package io.weir.chaos.siege;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.local.books.Hash;
import io.weir.local.books.PlannedRecord;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Makes records: most are events with an id of their own, some have none, some are put twice by a
 * producer that cannot know better, and of a few, the poison, some can be repaired.
 */
final class Workload {

  /** What the person on call repairs poison with, in jq's language, on the payload as a string. */
  static final String REPAIR = ". + \"}\"";

  private static final int KEYS = 997;
  private static final int REMEMBERED = 50;

  private final SplittableRandom random;
  private final Function<SplittableRandom, byte[]> malformed;
  private final ArrayDeque<PlannedRecord> recent = new ArrayDeque<>();
  private int next;

  Workload(SplittableRandom random, Function<SplittableRandom, byte[]> malformed) {
    this.random = random;
    this.malformed = malformed;
  }

  PlannedRecord next() {
    int number = next++;
    String key = "device-" + random.nextInt(KEYS);
    int permille = random.nextInt(1_000);
    PlannedRecord record;
    if (permille < 4) {
      byte[] payload = malformed.apply(random);
      record = new PlannedRecord(number, key, payload, Optional.empty(), repaired(payload));
    } else if (permille < 8) {
      record = withId(number, key, "");
    } else if (permille < 150) {
      byte[] payload = ("{" + members(number) + "}").getBytes(UTF_8);
      record = new PlannedRecord(number, key, payload, Optional.empty(), Optional.empty());
    } else if (permille < 160 && !recent.isEmpty()) {
      record = recent.getFirst();
    } else {
      record = withId(number, key, "}");
    }
    remember(record);
    return record;
  }

  /** Makes an event; without its last brace it is poison that a repair can help. */
  private PlannedRecord withId(int number, String key, String end) {
    String id = "event-" + number;
    byte[] payload = ("{\"eventId\":\"" + id + "\"," + members(number) + end).getBytes(UTF_8);
    Optional<Hash> repaired = end.isEmpty() ? repaired(payload) : Optional.empty();
    return new PlannedRecord(number, key, payload, Optional.of(id), repaired);
  }

  private static Optional<Hash> repaired(byte[] payload) {
    return Optional.of(Hash.of((PlannedRecord.text(payload) + "}").getBytes(UTF_8)));
  }

  private String members(int number) {
    return "\"n\":%d,\"value\":%d.%d,\"text\":\"%s\""
        .formatted(
            number,
            random.nextInt(-50, 50),
            random.nextInt(10),
            "Grüße, 世界 ".repeat(random.nextInt(8)));
  }

  private void remember(PlannedRecord record) {
    if (record.eventId().isPresent()) {
      recent.addLast(record);
      if (recent.size() > REMEMBERED) {
        recent.removeFirst();
      }
    }
  }
}
