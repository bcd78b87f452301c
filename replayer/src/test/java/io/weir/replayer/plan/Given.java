package io.weir.replayer.plan;

import io.weir.event.EventSettings;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.Examiner;
import io.weir.replayer.examine.HashTable;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.plan.repair.Fix;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Recovery.Expiry;
import io.weir.replayer.recover.RecoveryStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records, letters and planners for the tests of plans. */
final class Given {

  static final Instant TIME = Instant.parse("2026-11-24T09:00:00Z");

  private static final StreamArn STREAM =
      StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();

  private Given() {}

  static String name(int number) {
    return "orders/shardId-000000000000/" + number;
  }

  /** A record that arrived {@code number} seconds after {@link #TIME}. */
  static RecoveredRecord record(int number, String payload) {
    return record(number, bytes(payload));
  }

  static RecoveredRecord record(int number, Bytes payload) {
    return new RecoveredRecord(
        new Coordinates(STREAM, "shardId-000000000000", SequenceNumber.of("" + number)),
        "key-" + number,
        payload,
        TIME.plusSeconds(number));
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Recovery letter(String id, RecoveredRecord... records) {
    Letter letter =
        new Letter(
            id,
            Optional.empty(),
            bytes("body of " + id),
            Optional.of(TIME),
            Optional.empty(),
            1,
            Attributes.NONE,
            new UnreadableMessage(UnreadableMessage.Kind.EMPTY, "made by a test"));
    return new Recovery(letter, new RecoveryStatus.Complete(0), List.of(records), Expiry.UNKNOWN);
  }

  /** Examines a letter's records by our decoder and a table with these hashes, by identity. */
  static List<Examined> examined(Recovery letter, Map<String, String> table) {
    return Examiner.ofOurs(Optional.of(HashTable.of(table)), new Judge(EventSettings.DEFAULT))
        .examine(
            letter.records().stream()
                .map(record -> new Examiner.Question(record, Optional.empty()))
                .toList());
  }

  static Repairs repairs(String filter) {
    return new Repairs(Fix.compile(filter, true));
  }

  static Planner planner() {
    return new Planner(Selection.ALL, Optional.empty(), Ledger.of(List.of()), 3);
  }

  static Planner repairing(String filter) {
    return new Planner(Selection.ALL, Optional.of(repairs(filter)), Ledger.of(List.of()), 3);
  }
}
