package io.weir.replayer.cli;

import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Group;
import io.weir.replayer.examine.Summary;
import io.weir.replayer.letter.BatchRange;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.recover.Recovery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Letters, records and groups as JSON: the names are an interface that scripts rely on. */
final class LetterJson {

  private LetterJson() {}

  static Map<String, Object> letter(ExaminedLetter examined, boolean reveal) {
    Recovery recovery = examined.recovery();
    Letter letter = recovery.letter();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", letter.id());
    json.put("kind", Summary.kind(letter.content()));
    json.put("verdict", recovery.verdict().word());
    json.put("verdictDetail", recovery.verdict().detail());
    put(json, "sentAt", letter.sentAt());
    put(json, "diedAt", Summary.diedAt(letter));
    json.put("receiveCount", letter.receiveCount());
    put(json, "leavesStreamAt", recovery.expiry().leavesStream());
    put(json, "leavesQueueAt", recovery.expiry().leavesQueue());
    json.put("bodySha256", letter.body().sha256());
    content(json, letter.content());
    json.put("records", examined.records().stream().map(r -> record(r, reveal)).toList());
    return json;
  }

  private static void content(Map<String, Object> json, DeadLetter content) {
    if (content instanceof Pointer pointer) {
      json.put("condition", pointer.condition());
      json.put("functionArn", pointer.functionArn());
      pointer.requestId().ifPresent(id -> json.put("requestId", id));
      json.put("invokeCount", pointer.invokeCount());
      pointer
          .response()
          .flatMap(Pointer.Response::functionError)
          .ifPresent(error -> json.put("functionError", error));
      json.put("range", range(pointer.range()));
    } else if (content instanceof ParkedRecord parked) {
      json.put("rejection", Map.of("reason", parked.reason(), "detail", parked.detail()));
      parked.functionArn().ifPresent(arn -> json.put("functionArn", arn));
      parked.requestId().ifPresent(id -> json.put("requestId", id));
    } else if (content instanceof ExportedLetter exported) {
      json.put("exportedAt", exported.exportedAt().toString());
      content(json, exported.original());
    }
  }

  private static Map<String, Object> range(BatchRange range) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("streamArn", range.stream().toString());
    range.consumerArn().ifPresent(arn -> json.put("consumerArn", arn));
    json.put("shardId", range.shardId());
    json.put("startSequenceNumber", range.start().toString());
    json.put("endSequenceNumber", range.end().toString());
    json.put("batchSize", range.batchSize());
    json.put("firstArrival", range.firstArrival().toString());
    json.put("lastArrival", range.lastArrival().toString());
    return json;
  }

  private static Map<String, Object> record(Examined examined, boolean reveal) {
    RecoveredRecord record = examined.record();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("streamArn", record.coordinates().stream().toString());
    json.put("shardId", record.coordinates().shardId());
    json.put("sequenceNumber", record.coordinates().sequenceNumber().toString());
    if (!record.coordinates().place().isEmpty()) {
      json.put("place", record.coordinates().place());
    }
    json.put("partitionKey", record.partitionKey());
    json.put("arrivedAt", record.arrivedAt().toString());
    json.put("diagnosis", examined.diagnosis().word());
    json.put("cause", examined.diagnosis().cause());
    json.put("detail", examined.diagnosis().detail());
    examined.identity().ifPresent(it -> json.put("eventId", it.eventId()));
    json.put("size", record.payload().size());
    json.put("sha256", record.payload().sha256());
    if (reveal) {
      json.put("data", record.payload().base64());
    }
    return json;
  }

  static Map<String, Object> group(Group group) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cause", group.cause());
    json.put("messages", group.letters());
    json.put("records", group.records());
    put(json, "firstSeen", group.firstSeen());
    put(json, "lastSeen", group.lastSeen());
    json.put("shards", List.copyOf(group.shards()));
    put(json, "lostAt", group.lostAt());
    json.put("detail", group.detail());
    json.put("example", group.example());
    return json;
  }

  private static void put(Map<String, Object> json, String name, Optional<Instant> time) {
    time.ifPresent(at -> json.put(name, at.toString()));
  }
}
