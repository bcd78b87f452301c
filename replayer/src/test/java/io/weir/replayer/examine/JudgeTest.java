package io.weir.replayer.examine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.OriginTag;
import io.weir.event.StreamRecord;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.route.InvocationEvent;
import io.weir.replayer.route.Work;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A record's events keep their places from the stream to the function and into files. */
class JudgeTest {

  private static final StreamArn STREAM =
      StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();
  private static final Instant ARRIVED_AT = Instant.parse("2026-11-24T22:00:00Z");
  private static final EventSettings LINES = EventSettings.from(Map.of("EVENTS", "lines"));

  private final Judge judge = new Judge(LINES);

  @Test
  void aRecordOfSeveralEventsIsTakenApartAndOneOfOneIsItself() {
    RecoveredRecord one = record("{\"a\":1}\n");

    assertThat(judge.events(one)).containsExactly(one);
    assertThat(judge.events(record("{\"a\":1}\n{\"a\":2}")))
        .extracting(
            event -> event.coordinates() + " " + new String(event.payload().toArray(), UTF_8))
        .containsExactly(
            "orders/shardId-000000000000/77#0 {\"a\":1}",
            "orders/shardId-000000000000/77#1 {\"a\":2}");
  }

  @Test
  void anEventIsNotTakenApartAgainAndIsTheSameEverywhere() {
    RecoveredRecord second = judge.events(record("{\"a\":1}\n{\"a\":2}")).get(1);

    assertThat(judge.events(second)).containsExactly(second);
    assertThat(judge.event(second, second.payload()).map(Event::eventId))
        .contains("orders/shardId-000000000000/77#1");
    assertThat(judge.event(second.coordinates().toString(), "key", ARRIVED_AT, second.payload()))
        .isEqualTo(judge.event(second, second.payload()));
  }

  /** What the function makes of the very event that it is invoked with. */
  @Test
  void theFunctionIsGivenOneEventWithItsPlace() throws IOException {
    RecoveredRecord second = judge.events(record("{\"a\":1}\n{\"a\":2}")).get(1);
    Work work = new Work(second, STREAM.toString(), second.payload(), second.payload().sha256());

    byte[] invocation = new InvocationEvent("role").of(List.of(work));
    byte[] data = new JsonMapper().readTree(invocation).at("/Records/0/kinesis/data").binaryValue();
    Origin at = new Origin("orders", "shardId-000000000000", "77", ARRIVED_AT);
    StreamRecord given = new StreamRecord(at, "key", ByteBuffer.wrap(data));

    assertThat(new EventDecoder(LINES).decode(given))
        .isEqualTo(judge.event(second, second.payload()).orElseThrow());
  }

  @Test
  void theEventsOfARecordThatWasPutAgainKeepTheirFirstIdentity() {
    Origin first = new Origin("orders", "shardId-000000000009", "5", ARRIVED_AT);
    Bytes again =
        Bytes.of(OriginTag.put(ByteBuffer.wrap("{\"a\":1}\n{\"a\":2}".getBytes(UTF_8)), first));

    List<RecoveredRecord> events = judge.events(record(again));

    assertThat(events)
        .extracting(event -> judge.event(event, event.payload()).map(Event::eventId).orElse(""))
        .containsExactly("orders/shardId-000000000009/5#0", "orders/shardId-000000000009/5#1");
  }

  @Test
  void aParkedEventAndAnExportedOneAreReadWithTheirPlace() throws IOException {
    String parked = Files.readString(Path.of("../testdata/parked/event-of-an-aggregate.json"));
    ParkedRecord read = (ParkedRecord) LetterReader.read(Bytes.of(parked.getBytes(UTF_8)));
    Letter letter =
        new Letter(
            "m",
            Optional.empty(),
            Bytes.of(parked.getBytes(UTF_8)),
            Optional.empty(),
            Optional.empty(),
            1,
            Attributes.NONE,
            read);

    Bytes line = ExportLine.of(letter, "COMPLETE", List.of(read.record()), ARRIVED_AT);

    assertThat(read.record().coordinates())
        .hasToString("EventStream/shardId-000000000000/100#3.14");
    assertThat(new String(line.toArray(), UTF_8)).contains("\"version\":3", "\"place\":\"#3.14\"");
    assertThat(LetterReader.read(line))
        .isInstanceOfSatisfying(
            ExportedLetter.class, it -> assertThat(it.records()).containsExactly(read.record()));
  }

  private static RecoveredRecord record(String payload) {
    return record(Bytes.of(payload.getBytes(UTF_8)));
  }

  private static RecoveredRecord record(Bytes payload) {
    Coordinates at = new Coordinates(STREAM, "shardId-000000000000", SequenceNumber.of("77"));
    return new RecoveredRecord(at, "key", payload, ARRIVED_AT);
  }
}
