package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records that are alike but for their payload. */
final class Records {
  static final String SEQUENCE_NUMBER = "49590338271490256608559692538361571095921575989136588898";
  static final Instant ARRIVED_AT = Instant.parse("2026-11-22T20:08:00.123Z");
  static final Origin ORIGIN =
      new Origin("orders", "shardId-000000000000", SEQUENCE_NUMBER, ARRIVED_AT);
  static final String PARTITION_KEY = "device-7";

  private Records() {}

  static StreamRecord of(byte[] payload) {
    return new StreamRecord(ORIGIN, PARTITION_KEY, ByteBuffer.wrap(payload));
  }

  static StreamRecord of(String payload) {
    return of(payload.getBytes(StandardCharsets.UTF_8));
  }

  /** Judges a record that is one event, by the default settings. */
  static Decoded decode(StreamRecord record) {
    return decode(record, Map.of());
  }

  /** Judges a record that is one event. */
  static Decoded decode(StreamRecord record, Map<String, String> settings) {
    List<Decoded> all = all(record, settings);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** Judges each part of a record. */
  static List<Decoded> all(StreamRecord record, Map<String, String> settings) {
    EventDecoder decoder = new EventDecoder(EventSettings.from(settings));
    return decoder.parts(record).stream().map(decoder::judge).toList();
  }

  static Decoded decoded(byte[] payload) {
    return decode(of(payload));
  }

  static Decoded decoded(String payload) {
    return decode(of(payload));
  }

  static Event event(String payload) {
    return (Event) decoded(payload);
  }

  /** Returns the reason's name, or "STORED" for an event. */
  static String fate(byte[] payload) {
    return decoded(payload) instanceof Rejection rejection ? rejection.reason().name() : "STORED";
  }

  static String fate(String payload) {
    return fate(payload.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }

  /** Makes the bytes the value of a member {@code v}. */
  static byte[] asMember(byte[] value) {
    return join("{\"v\":".getBytes(StandardCharsets.UTF_8), value, new byte[] {'}'});
  }
}
