package io.weir.chaos.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes payloads of every sort, and remembers what each of them is. */
final class Payloads {

  private static final List<String> HOPELESS =
      List.of(
          "", "[1,2]", "{\"n\":1,\"n\":2}", "no JSON", "{\"eventId\":7}", "{\"a\":\"\\ud800\"}");

  /**
   * Ten of these pass what one call of the queue may carry, and one of those what a message may.
   */
  private static final int LEAST_LARGE = 200_000;

  private static final int MOST_LARGE = 900_000;

  /** In Base64 it is more than an event may be; one a run. */
  private static final int HUGE = 4_800_000;

  private final SplittableRandom random;
  private final double poisonShare;
  private final boolean large;
  private final Map<String, Spec> specs = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private boolean huge;
  private int number;

  Payloads(SplittableRandom random, Scenario scenario) {
    this.random = random;
    this.poisonShare = scenario.poisonShare();
    this.large = scenario.large();
    this.huge = large;
  }

  /** Returns the next payload. */
  byte[] next() {
    number++;
    if (random.nextDouble() < poisonShare) {
      return random.nextBoolean() ? torn() : poison();
    }
    int sort = random.nextInt(20);
    if (sort == 0 && !ids.isEmpty()) {
      return event(Optional.of(ids.get(random.nextInt(ids.size())))); // a conflict
    }
    return event(sort < 12 ? Optional.of(newId()) : Optional.empty());
  }

  private String newId() {
    String id = (random.nextInt(4) == 0 ? random.nextBoolean() ? "ü" : "ö" : "e-") + number;
    ids.add(id);
    return id;
  }

  private byte[] event(Optional<String> id) {
    byte[] payload = (text(id) + Spec.MISSING).getBytes(StandardCharsets.UTF_8);
    return remember(payload, Spec.event(id, payload));
  }

  private byte[] torn() {
    Optional<String> id = random.nextBoolean() ? Optional.of(newId()) : Optional.empty();
    byte[] payload = text(id).getBytes(StandardCharsets.UTF_8);
    return remember(payload, Spec.torn(id, payload));
  }

  private byte[] poison() {
    String text =
        large && random.nextBoolean()
            ? "x".repeat(much())
            : HOPELESS.get(random.nextInt(HOPELESS.size()));
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return remember(payload, Spec.poison(payload));
  }

  private int much() {
    int much = huge ? HUGE : LEAST_LARGE + random.nextInt(MOST_LARGE - LEAST_LARGE);
    huge = false;
    return much;
  }

  private String text(Optional<String> id) {
    return "{%s\"n\":%d,\"text\":\"é ☃ %d\""
        .formatted(
            id.map("\"eventId\":\"%s\","::formatted).orElse(""), number, random.nextInt(1000));
  }

  private byte[] remember(byte[] payload, Spec spec) {
    specs.put(spec.hash(), spec);
    return payload;
  }

  /** Returns what a payload is; nothing if it was not made here. */
  Optional<Spec> spec(byte[] payload) {
    return Optional.ofNullable(specs.get(Spec.sha256(payload)));
  }
}
