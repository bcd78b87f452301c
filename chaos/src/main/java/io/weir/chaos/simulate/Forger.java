package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A sender to the queue that forges letters about true records.
 *
 * <p>A parked record is not among them: it is believed as the function wrote it, so that the
 * queue's policy alone keeps others from writing one (see the threat model in docs/proofs.md).
 */
final class Forger {

  /** The invocation that its letters name. */
  static final String REQUEST = "00000000-0000-0000-0000-000000000000";

  /** Stands in each payload that no producer has put. */
  static final String INVENTED = "forged";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String OTHER_STREAM = StreamService.ARN + "-of-others";
  private static final String OTHER_FUNCTION = FunctionHost.ARN + "-of-others";
  private static final int LOOKS = 8;
  private static final int MOST_IN_A_BATCH = 10_000;

  private final World world;
  private final Truth truth;
  private final Messages messages;
  private final StreamService service;
  private final Set<String> forged = new LinkedHashSet<>();
  private final Coverage named = new Coverage();

  Forger(World world, Truth truth, Messages messages, StreamService service) {
    this.world = world;
    this.truth = truth;
    this.messages = messages;
    this.service = service;
  }

  /** Writes one letter, if there is any record to write about. */
  void forge() {
    List<AcceptedRecord> all = truth.all();
    if (all.isEmpty()) {
      return;
    }
    AcceptedRecord known = all.get(world.random().nextInt(all.size()));
    for (int i = 0; i < LOOKS && truth.isStored(known); i++) {
      known = all.get(world.random().nextInt(all.size()));
    }
    String letter = letter(known, all).toString();
    String id = messages.add(letter, Carried.NOTHING);
    named.add(Covered.named(letter));
    world.note(id + " is forged");
    forged.add(id);
  }

  private ObjectNode letter(AcceptedRecord known, List<AcceptedRecord> all) {
    ObjectNode pointer = pointer(known, StreamService.ARN, FunctionHost.ARN);
    switch (world.random().nextInt(11)) {
      case 0 -> {
        return pointer.put("payload", payload(known).toString());
      }
      case 1 -> {
        return exported(known, pointer, data(known));
      }
      case 2 -> {
        List<AcceptedRecord> shard = List.copyOf(truth.records().of(known.shardId()).values());
        AcceptedRecord end = shard.get(world.random().nextInt(shard.size()));
        boolean later = end.number().compareTo(known.number()) >= 0;
        pointer
            .withObject("/KinesisBatchInfo")
            .put(later ? "endSequenceNumber" : "startSequenceNumber", end.number().toString())
            .put("batchSize", 1 + world.random().nextInt(all.size()));
        return pointer;
      }
      case 3 -> {
        return pointer(known, OTHER_STREAM, FunctionHost.ARN);
      }
      case 4 -> {
        return exported(known, BrokenLetters.parked(known), data(known));
      }
      case 5 -> {
        return without(exported(known, pointer, data(known)));
      }
      case 6 -> {
        return exported(known, pointer, Base64.getDecoder().decode(service.data(known)));
      }
      case 7, 8, 9 -> {
        return withNumbers(known, pointer);
      }
      default -> {
        return pointer(known, StreamService.ARN, OTHER_FUNCTION);
      }
    }
  }

  private static ObjectNode without(ObjectNode export) {
    export.withArray("/records").removeAll();
    return export;
  }

  /** A range with a number that no record has, or that belongs to another shard. */
  private ObjectNode withNumbers(AcceptedRecord known, ObjectNode pointer) {
    ObjectNode batch = pointer.withObject("/KinesisBatchInfo");
    BigInteger behind = known.number().add(BigInteger.ONE);
    BigInteger far = known.number().multiply(BigInteger.TEN);
    switch (world.random().nextInt(5)) {
      case 0 -> batch.put("endSequenceNumber", behind.toString());
      case 1 ->
          batch
              .put("startSequenceNumber", behind.toString())
              .put("endSequenceNumber", behind.toString());
      case 2 ->
          batch.put("startSequenceNumber", far.toString()).put("endSequenceNumber", far.toString());
      case 3 -> batch.put("endSequenceNumber", far.toString());
      default -> batch.put("shardId", "shardId-000000000001").put("batchSize", MOST_IN_A_BATCH);
    }
    return pointer;
  }

  ObjectNode pointer(AcceptedRecord known, String stream, String function) {
    ObjectNode letter = JSON.createObjectNode();
    letter
        .putObject("requestContext")
        .put("requestId", REQUEST)
        .put("functionArn", function)
        .put("condition", "RetryAttemptsExhausted")
        .put("approximateInvokeCount", 1);
    letter.put("version", "1.0").put("timestamp", world.now().toString());
    letter
        .putObject("KinesisBatchInfo")
        .put("shardId", known.shardId())
        .put("startSequenceNumber", known.number().toString())
        .put("endSequenceNumber", known.number().toString())
        .put("approximateArrivalOfFirstRecord", known.arrival().at().toString())
        .put("approximateArrivalOfLastRecord", known.arrival().at().toString())
        .put("batchSize", 1)
        .put("streamArn", stream);
    return letter;
  }

  /** Data that no producer put, under the identity of a true record. */
  static byte[] data(AcceptedRecord known) {
    ObjectNode data = JSON.createObjectNode();
    known.spec().ownId().ifPresent(id -> data.put("eventId", id));
    return data.put(INVENTED, true).toString().getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode payload(AcceptedRecord known) {
    ObjectNode event = JSON.createObjectNode();
    ObjectNode record = event.putArray("Records").addObject();
    record
        .put("eventID", known.coordinates().replace('/', ':'))
        .put("eventSourceARN", StreamService.ARN);
    record
        .putObject("kinesis")
        .put("sequenceNumber", known.number().toString())
        .put("partitionKey", known.arrival().key())
        .put("approximateArrivalTimestamp", known.arrival().at().getEpochSecond())
        .put("data", Base64.getEncoder().encodeToString(data(known)));
    return event;
  }

  ObjectNode exported(AcceptedRecord known, ObjectNode message, byte[] data) {
    byte[] original = message.toString().getBytes(StandardCharsets.UTF_8);
    ObjectNode letter = JSON.createObjectNode().put("weir", "exported-letter").put("version", 1);
    letter.put("exportedAt", world.now().toString());
    letter
        .putObject("message")
        .put("id", "m-forged")
        .put("receiveCount", 1)
        .put("sha256", Spec.sha256(original))
        .put("body", Base64.getEncoder().encodeToString(original));
    letter.put("verdict", "COMPLETE");
    letter
        .putArray("records")
        .add(
            record(known)
                .put("sha256", Spec.sha256(data))
                .put("data", Base64.getEncoder().encodeToString(data)));
    return letter;
  }

  static ObjectNode record(AcceptedRecord known) {
    return JSON.createObjectNode()
        .put("streamArn", StreamService.ARN)
        .put("shardId", known.shardId())
        .put("sequenceNumber", known.number().toString())
        .put("partitionKey", known.arrival().key())
        .put("arrivedAt", known.arrival().at().toString())
        .put("data", Base64.getEncoder().encodeToString(data(known)));
  }

  /** Tells whether a message is one of these. */
  boolean isForged(String message) {
    return forged.contains(message);
  }

  /** Tells whether one of them asks for a record. */
  boolean names(AcceptedRecord known) {
    return named.covers(known);
  }

  /** Removes them all: once the stream has forgotten, a forged letter cannot be recognised. */
  void removeAll() {
    forged.forEach(messages::drop);
  }
}
