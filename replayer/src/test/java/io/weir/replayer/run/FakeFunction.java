package io.weir.replayer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import io.weir.replayer.examine.HashTable;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.route.FunctionCall;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.TableProof;
import io.weir.replayer.route.TableState;
import io.weir.replayer.route.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A function with its table: stores each event once, and reports what it cannot store. */
final class FakeFunction implements FunctionCall, Proof {

  /** The content hash by identity. */
  final Map<String, String> table = new LinkedHashMap<>();

  /** How often each record was delivered, by its sequence number. */
  final Map<String, Integer> deliveries = new HashMap<>();

  /** The sequence numbers in the order in which they were first stored, by partition key. */
  final Map<String, List<String>> order = new HashMap<>();

  /** Says which payloads it fails on, for a reason of its own. */
  Predicate<String> stubborn = payload -> false;

  /** Says for a call, counted from 0, what is answered instead of doing anything. */
  IntFunction<@Nullable Reply> instead = call -> null;

  /** Says which payloads make it throw, before it has stored anything. */
  Predicate<String> throwsOn = payload -> false;

  /** Whether its table cannot be read. */
  boolean unreadable;

  /** Whether its work is done and its answer lost. */
  boolean loseAnswers;

  private int calls;

  private final EventDecoder decoder = new EventDecoder(EventSettings.DEFAULT);

  @Override
  public Reply invoke(byte[] event) {
    Reply other = instead.apply(calls++);
    if (other != null) {
      return other;
    }
    List<String> failed = new ArrayList<>();
    try {
      if (throwsOn.test(payloads(event))) {
        return new Reply.Threw("java.lang.IllegalStateException");
      }
      for (JsonNode record : new JsonMapper().readTree(event).path("Records")) {
        String number = record.path("kinesis").path("sequenceNumber").asText();
        deliveries.merge(number, 1, Integer::sum);
        if (!store(record, number)) {
          failed.add("{\"itemIdentifier\":\"" + number + "\"}");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (loseAnswers) {
      return new Reply.Lost("time-out");
    }
    String answer = "{\"batchItemFailures\":[" + String.join(",", failed) + "]}";
    return new Reply.Returned(answer.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything of it that a process may see. */
  String state() {
    return new TreeMap<>(table) + " " + new TreeMap<>(deliveries) + " " + order;
  }

  private static String payloads(byte[] event) throws IOException {
    StringBuilder all = new StringBuilder();
    for (JsonNode record : new JsonMapper().readTree(event).path("Records")) {
      all.append(
          new String(record.path("kinesis").path("data").binaryValue(), StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  private boolean store(JsonNode record, String number) throws IOException {
    JsonNode kinesis = record.path("kinesis");
    byte[] data = kinesis.path("data").binaryValue();
    String arn = record.path("eventSourceARN").asText();
    String shard = record.path("eventID").asText().split(":", 2)[0];
    String key = kinesis.path("partitionKey").asText();
    Instant arrived =
        Instant.ofEpochMilli(
            kinesis
                .path("approximateArrivalTimestamp")
                .decimalValue()
                .movePointRight(3)
                .longValue());
    Origin origin = new Origin(arn.substring(arn.lastIndexOf('/') + 1), shard, number, arrived);
    Decoded decoded = decoder.decode(new StreamRecord(origin, key, ByteBuffer.wrap(data)));
    return decoded instanceof Event event && take(event, ByteBuffer.wrap(data));
  }

  /** Stores an event, unless it is there or is one of those that fail. */
  boolean take(Event event, ByteBuffer payload) {
    if (stubborn.test(StandardCharsets.UTF_8.decode(payload.duplicate()).toString())) {
      return false;
    }
    String before = table.putIfAbsent(event.eventId(), event.contentHash());
    if (before == null) {
      order
          .computeIfAbsent(event.partitionKey(), k -> new ArrayList<>())
          .add(event.origin().sequenceNumber());
    }
    return before == null || before.equals(event.contentHash());
  }

  @Override
  public List<TableState> look(List<Work> records) {
    return unreadable
        ? Collections.nCopies(records.size(), TableState.UNREADABLE)
        : new TableProof(HashTable.of(table), new Judge(EventSettings.DEFAULT)).look(records);
  }
}
