package io.weir.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.kinesis.agg.AggRecord;
import io.weir.event.packing.CompressionTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record's events, their places, and what becomes of what cannot be taken apart. */
class UnpackingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one | {\"a\":1} | {\"a\":1}",
        "lines | {\"a\":1} | {\"a\":1}",
        "lines | {\"a\":1}¶{\"a\":2}¶ | #0{\"a\":1} #1{\"a\":2}",
        "lines | {\"a\":1}{\"a\":2} | #0{\"a\":1} #1{\"a\":2}",
        "lines | {\"a\":1}¶¶ ¶{\"a\":¶2}¶{\"a\":3} | #0{\"a\":1} #1{\"a\":¶2} #2{\"a\":3}",
        "lines | {\"a\":1,¶{\"a\":2}¶{\"a\":3} | #0{\"a\":1, #1{\"a\":2} #2{\"a\":3}",
        "lines | {\"a\":\"}¶{\"a\":\"{\\\"\"} | #0{\"a\":\"} #1{\"a\":\"{\\\"\"}",
        "lines | INFO a¶{\"a\":1} | #0INFO a #1{\"a\":1}",
        "array | {\"a\":1} | {\"a\":1}",
        "array | [{\"a\":1}] | #0{\"a\":1}",
        "array | [ {\"a\":[1]} , 2,\"]\" ] | #0{\"a\":[1]} #12 #2\"]\"",
        "/l | {\"m\":{\"l\":[1]},\"l\":[{\"a\":1},{\"a\":2}]} | #0{\"a\":1} #1{\"a\":2}",
        "/m/l | {\"m\":{\"l\":[{\"a\":1}]},\"l\":[]} | #0{\"a\":1}",
        "/\\l | {\"\\\\l\":[{}]} | #0{}",
      })
  void aRecordIsSplitAsTheSettingSays(String events, String payload, String parts) {
    assertThat(parts(payload.replace('¶', '\n'), events)).isEqualTo(parts.replace('¶', '\n'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "array | [] | EMPTY",
        "array | [{\"a\":1} | NO_EVENT_LIST",
        "array | [{\"a\":1},] | NO_EVENT_LIST",
        "array | [,{\"a\":1}] | NO_EVENT_LIST",
        "array | 5 | NO_EVENT_LIST",
        "array | ' ' | EMPTY",
        "lines | ' ' | EMPTY",
        "/l | {} | NO_EVENT_LIST",
        "/l | {\"l\":{}} | NO_EVENT_LIST",
        "/l | {\"l\":[1],\"l\":[2]} | NO_EVENT_LIST",
        "/l | {\"l\":[{}] | NO_EVENT_LIST",
        "/l | [] | NO_EVENT_LIST",
      })
  void aRecordWithoutItsListIsRejectedAsAWhole(String events, String payload, String reason) {
    List<Decoded> all = Records.all(Records.of(payload), Map.of("EVENTS", events));

    assertThat(all).hasSize(1);
    assertThat(((Rejection) all.get(0)).reason()).hasToString(reason);
  }

  @Test
  void anAggregateIsItsUserRecordsWithTheirOwnKeysAndPlaces() throws Exception {
    byte[] gzip = CompressionTest.gzip("{\"c\":1}\n{\"c\":2}".getBytes(UTF_8));
    AggRecord aggregate = new AggRecord();
    aggregate.addUserRecord("k-0", null, "{\"a\":1}".getBytes(UTF_8));
    aggregate.addUserRecord("k-1", null, "{".getBytes(UTF_8));
    aggregate.addUserRecord("k-2", null, gzip);
    aggregate.addUserRecord("k-3", null, Arrays.copyOf(gzip, gzip.length - 1));
    StreamRecord record = Records.of(aggregate.toRecordBytes());
    EventDecoder decoder = new EventDecoder(EventSettings.from(Map.of("EVENTS", "lines")));

    List<Part> parts = decoder.parts(record);

    assertThat(parts)
        .extracting(part -> part.record().partitionKey() + part.place())
        .containsExactly("k-0#0", "k-1#1", "k-2#2.0", "k-2#2.1", "k-3#3");
    assertThat(parts.stream().map(decoder::judge).map(UnpackingTest::fate))
        .containsExactly(
            Records.ORIGIN.eventId() + "#0",
            "NOT_JSON",
            Records.ORIGIN.eventId() + "#2.0",
            Records.ORIGIN.eventId() + "#2.1",
            "CORRUPT_PACKING");
  }

  /** A producer may aggregate what a redrive has put: its place is another record's. */
  @Test
  void aUserRecordThatWasPutAgainHasItsFirstIdentityAndThePlaceWhereItStands() throws Exception {
    Origin first = new Origin("orders", "shardId-000000000003", "17", "#1", Records.ARRIVED_AT);
    byte[] again = new byte[200];
    ByteBuffer tagged = OriginTag.put(ByteBuffer.wrap("{}".getBytes(UTF_8)), first);
    int length = tagged.remaining();
    tagged.get(again, 0, length);
    AggRecord aggregate = new AggRecord();
    aggregate.addUserRecord("k", null, Arrays.copyOf(again, length));
    aggregate.addUserRecord("k", null, "{}".getBytes(UTF_8));
    EventDecoder decoder = new EventDecoder(EventSettings.DEFAULT);

    List<Part> parts = decoder.parts(Records.of(aggregate.toRecordBytes()));

    assertThat(parts).extracting(Part::place).containsExactly("#0", "#1");
    assertThat(parts.stream().map(decoder::judge).map(UnpackingTest::fate))
        .containsExactly("orders/shardId-000000000003/17#1", Records.ORIGIN.eventId() + "#1");
  }

  @Test
  void anEventThatCarriesItsPlaceIsNotSplitAgain() {
    ByteBuffer payload = ByteBuffer.wrap("{\"l\":[{},{}]}".getBytes(UTF_8));
    StreamRecord record = Records.of("");
    StreamRecord again =
        new StreamRecord(record.origin(), "k", OriginTag.put(payload, Records.ORIGIN.at("#3.14")));

    List<Decoded> all = Records.all(again, Map.of("EVENTS", "/l"));

    assertThat(all.stream().map(UnpackingTest::fate))
        .containsExactly(Records.ORIGIN.eventId() + "#3.14");
  }

  @Test
  void aRecordThatCarriesItsOriginIsSplitAsBefore() {
    ByteBuffer payload = ByteBuffer.wrap("{\"l\":[{},{}]}".getBytes(UTF_8));
    Origin first = new Origin("orders", "shardId-000000000003", "17", Records.ARRIVED_AT);
    StreamRecord again = new StreamRecord(Records.ORIGIN, "k", OriginTag.put(payload, first));

    assertThat(Records.all(again, Map.of("EVENTS", "/l")).stream().map(UnpackingTest::fate))
        .containsExactly("orders/shardId-000000000003/17#0", "orders/shardId-000000000003/17#1");
  }

  @Test
  void compressedBytesAreInflatedOnceAndOneEventHasNoPlace() {
    byte[] gzip = CompressionTest.gzip("{\"a\":1}".getBytes(UTF_8));

    assertThat(Records.fate(gzip)).isEqualTo("STORED");
    assertThat(Records.decoded(gzip)).isEqualTo(Records.decoded("{\"a\":1}"));
    assertThat(Records.decoded(CompressionTest.gzip(gzip)))
        .isInstanceOfSatisfying(
            Rejection.class,
            it -> assertThat(it.detail()).startsWith("compressed bytes inside compressed bytes"));
  }

  @Test
  void aBombIsARejection() {
    byte[] most = CompressionTest.gzip(new byte[Unpacking.MOST_INFLATED]);
    byte[] more = CompressionTest.gzip(new byte[Unpacking.MOST_INFLATED + 1]);

    assertThat(Records.fate(most)).isEqualTo("NOT_UTF8");
    assertThat(Records.fate(more)).isEqualTo("INFLATES_TOO_LARGE");
  }

  @Test
  void aRecordHoldsUpToTenThousandEvents() throws Exception {
    String most = "{}\n".repeat(Unpacking.MOST_EVENTS);
    AggRecord aggregate = new AggRecord();
    for (int i = 0; i < Unpacking.MOST_EVENTS; i++) {
      aggregate.addUserRecord("k", null, "{}".getBytes(UTF_8));
    }

    assertThat(Records.all(Records.of(most), Map.of("EVENTS", "lines")))
        .hasSize(Unpacking.MOST_EVENTS);
    assertThat(Records.all(Records.of(aggregate.toRecordBytes()), Map.of()))
        .hasSize(Unpacking.MOST_EVENTS);
    assertThat(Records.all(Records.of(most + "{}"), Map.of("EVENTS", "lines")))
        .singleElement()
        .matches(it -> fate(it).equals("TOO_MANY_EVENTS"));
  }

  @ParameterizedTest
  @CsvSource({
    "28b52ffd00, Zstandard",
    "ff060000734e61507059, Snappy",
    "0300aabbccddeeff00112233445566778899010203, Glue",
    "00000000070102, Confluent",
    "4f626a0104, Avro",
    "f3899ac20a016b1a0808001a0464617461, MD5",
    "65794a68496a6f7866513d3d, base64",
  })
  void whatIsRecognisedAndNotUndoneIsNamed(String hex, String name) {
    byte[] payload = java.util.HexFormat.of().parseHex(hex);

    assertThat(Records.decoded(payload))
        .isInstanceOfSatisfying(
            Rejection.class, it -> assertThat(it.detail()).contains(name + "").contains(": "));
  }

  private static String fate(Decoded decoded) {
    return decoded instanceof Event event ? event.eventId() : ((Rejection) decoded).reason().name();
  }

  private static String parts(String payload, String events) {
    EventDecoder decoder = new EventDecoder(EventSettings.from(Map.of("EVENTS", events)));
    List<String> parts =
        decoder.parts(Records.of(payload)).stream()
            .map(part -> part.place() + UTF_8.decode(part.record().payload().duplicate()))
            .toList();
    return String.join(" ", parts);
  }
}
