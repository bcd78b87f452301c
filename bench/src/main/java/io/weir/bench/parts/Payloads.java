package io.weir.bench.parts;

import io.weir.bench.driver.Batches;
import io.weir.bench.driver.Kind;
import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Payloads of about a given size, and the records that carry them. */
final class Payloads {
  static final Instant NOW = Instant.parse("2026-11-22T20:08:00Z");

  private Payloads() {}

  /** Returns an event of at least this many bytes; only its readings grow. */
  static byte[] ofSize(int bytes) {
    String event = Batches.payload(Kind.EVENTS, 1);
    String start = event.substring(0, event.length() - 1) + ",\"history\":[";
    StringBuilder text = new StringBuilder(start);
    for (int n = 0; text.length() + 2 < bytes; n++) {
      text.append(n == 0 ? "" : ",")
          .append(
              "{\"name\":\"pressure\",\"value\":1013.%02d,\"unit\":\"hPa\"}".formatted(n % 100));
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  static StreamRecord record(byte[] payload, long n) {
    Origin origin = new Origin("events", "shardId-000000000000", Batches.sequenceNumber(n), NOW);
    return new StreamRecord(origin, "device-" + n % 100, ByteBuffer.wrap(payload));
  }

  /** Returns a decoded event of the usual size. */
  static Event event(long n) {
    byte[] payload = Batches.payload(Kind.EVENTS, n).getBytes(StandardCharsets.UTF_8);
    Decoded decoded = new EventDecoder(EventSettings.DEFAULT).decode(record(payload, n));
    if (decoded instanceof Event event) {
      return event;
    }
    throw new IllegalStateException("not an event: " + decoded);
  }
}
