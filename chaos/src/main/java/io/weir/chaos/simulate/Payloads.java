package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes payloads of every sort, and remembers what each of them is. */
final class Payloads {

  private static final List<String> HOPELESS =
      List.of(
          "", "[1,2]", "{\"n\":1,\"n\":2}", "no JSON", "{\"eventId\":7.5}", "{\"a\":\"\\ud800\"}");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern TAGGED =
      Pattern.compile(
          "\\{\"weir:origin\":\\[\"([^\"]+)\",\"([^\"]+)\",\"([^\"]+)\",\"[^\"]+\"],?(.*)",
          Pattern.DOTALL);

  /**
   * Ten of these pass what one call of the queue may carry, and one of those what a message may.
   */
  private static final int LEAST_LARGE = 200_000;

  private static final int MOST_LARGE = 900_000;

  /** In Base64 it is more than an event may be; one a run. */
  private static final int HUGE = 4_800_000;

  private final World world;
  private final double poisonShare;
  private final boolean large;
  private final Damages damages;
  private final Map<String, Spec> specs = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private final List<Put> named = new ArrayList<>();
  private boolean huge;
  private int number;

  /**
   * A record that was put into the stream again with its origin inside, read by the checker's code.
   *
   * @param origin where it was at first, as an identity
   * @param payload what it was at first
   */
  private record Again(String origin, byte[] payload) {

    /** Returns what a payload carries; nothing if it is put for the first time. */
    static Optional<Again> in(byte[] payload) {
      Matcher tagged = TAGGED.matcher(new String(payload, StandardCharsets.ISO_8859_1));
      if (!tagged.matches()) {
        return Optional.empty();
      }
      String origin = tagged.group(1) + "/" + tagged.group(2) + "/" + tagged.group(3);
      byte[] before = ("{" + tagged.group(4)).getBytes(StandardCharsets.ISO_8859_1);
      return Optional.of(new Again(origin, before));
    }
  }

  /** A payload and the key under which it is put. */
  record Put(String key, byte[] payload) {}

  Payloads(World world, Scenario.Load load) {
    this.world = world;
    this.poisonShare = load.poisonShare();
    this.large = load.large();
    this.huge = large;
    this.damages = Damages.draw(world);
  }

  Damages damages() {
    return damages;
  }

  /** Returns what is put next, under this key unless it is said once more in other words. */
  Put next(String key) {
    if (!named.isEmpty() && world.weather().strikes(Fault.ID_UNDER_TWO_KEYS)) {
      return new Put(key, earlier().payload());
    }
    if (!named.isEmpty() && world.weather().strikes(Fault.TWO_SPELLINGS)) {
      return respelled(earlier());
    }
    return new Put(key, next(key, ++number));
  }

  private Put earlier() {
    return named.get(world.random().nextInt(named.size()));
  }

  private byte[] next(String key, int now) {
    if (world.random().nextDouble() < poisonShare) {
      return damages
          .next(world.random(), now, () -> newId(now))
          .map(change -> remember(change.before(), change.spec()))
          .orElseGet(() -> world.random().nextBoolean() ? torn(now) : poison());
    }
    int sort = world.random().nextInt(20);
    if (sort == 0 && !ids.isEmpty()) {
      String taken = ids.get(world.random().nextInt(ids.size())); // by another producer's event
      return event(Optional.of(taken), now, key);
    }
    return event(sort < 12 ? Optional.of(newId(now)) : Optional.empty(), now, key);
  }

  private String newId(int now) {
    boolean wide = world.random().nextInt(4) == 0;
    String id = (wide ? world.random().nextBoolean() ? "ü" : "ö" : "e-") + now;
    ids.add(id);
    return id;
  }

  private byte[] event(Optional<String> id, int now, String key) {
    byte[] payload = bytes(text(id, now) + Spec.MISSING);
    remember(payload, Spec.event(id, payload));
    if (id.isPresent()) {
      named.add(new Put(key, payload));
    }
    return payload;
  }

  private byte[] torn(int now) {
    Optional<String> id = world.random().nextBoolean() ? Optional.of(newId(now)) : Optional.empty();
    byte[] payload = bytes(text(id, now));
    return remember(payload, Spec.torn(id, payload));
  }

  private byte[] poison() {
    String text =
        large && world.random().nextBoolean()
            ? "x".repeat(much())
            : HOPELESS.get(world.random().nextInt(HOPELESS.size()));
    byte[] payload = bytes(text);
    return remember(payload, Spec.poison(payload));
  }

  private int much() {
    int much = huge ? HUGE : LEAST_LARGE + world.random().nextInt(MOST_LARGE - LEAST_LARGE);
    huge = false;
    return much;
  }

  private String text(Optional<String> id, int now) {
    return "{%s\"n\":%d,\"text\":\"é ☃ %d\""
        .formatted(
            id.map("\"eventId\":\"%s\","::formatted).orElse(""), now, world.random().nextInt(1000));
  }

  /** The same document in other bytes: its members in another order, its number as a decimal. */
  private Put respelled(Put put) {
    Spec spec = spec(put.payload()).orElseThrow();
    JsonNode document = read(spec.document());
    ObjectNode other = JSON.createObjectNode();
    other.set("text", document.path("text"));
    other.set("eventId", document.path("eventId"));
    String text = other.toString();
    String decimal = ", \"n\": %s.0 }".formatted(document.path("n").asText());
    byte[] payload = bytes(text.substring(0, text.length() - 1) + decimal);
    remember(payload, Spec.spelled(spec.ownId(), payload, spec.document()));
    return new Put(put.key(), payload);
  }

  private static JsonNode read(String document) {
    try {
      return JSON.readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] remember(byte[] payload, Spec spec) {
    specs.put(spec.hash(), spec);
    if (!spec.storable() && spec.isEvent()) {
      Spec repaired = Spec.event(spec.ownId(), bytes(spec.document()));
      specs.put(repaired.hash(), repaired);
    }
    return payload;
  }

  /** Returns what a payload is; nothing if it was not made here. */
  Optional<Spec> spec(byte[] payload) {
    return Optional.ofNullable(specs.get(Spec.sha256(payload)));
  }

  /** Returns the document of the stored payload that has a hash; empty if no producer put it. */
  String document(String hash) {
    Spec spec = specs.get(hash);
    return spec == null || !spec.storable() ? "" : spec.document();
  }

  /**
   * A payload as the stream has it.
   *
   * @param identity under which its event must be stored
   * @param isInvented whether no producer made it
   */
  record Read(Spec spec, String identity, boolean isInvented) {}

  /** Reads a payload that the stream has accepted at a place; it may be there once more. */
  Read read(byte[] payload, String place) {
    Optional<Again> again = Again.in(payload);
    Optional<Spec> known =
        again.flatMap(it -> spec(it.payload())).map(it -> it.in(payload)).or(() -> spec(payload));
    Spec spec = known.orElseGet(() -> Spec.poison(payload));
    String origin = again.map(Again::origin).orElse(place);
    return new Read(spec, spec.ownId().orElse(origin), known.isEmpty());
  }
}
