package io.weir.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record's identity survives being put to a stream again. */
class OriginTagTest {
  private static final String TAG =
      "\"weir:origin\":[\"orders\",\"shardId-000000000000\",\""
          + Records.SEQUENCE_NUMBER
          + "\",\"2026-11-22T20:08:00.123Z\"]";
  private static final Origin LATER =
      new Origin(
          "orders-redrive",
          "shardId-000000000009",
          "49600000000000000000000000000000000000000000000000000001",
          Instant.parse("2026-11-25T08:00:00.001Z"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}",
        "{}",
        "{ }",
        "  \n{\t\"a\" : 1 }\r\n",
        "\t{\r\n}",
        "{\"a\":\"\u20ac\"}",
        "{\"timestamp\":\"2026-11-22T20:00:00Z\"}",
        "{\"eventId\":\"o-1\"}"
      })
  void aTaggedRecordIsTheSameEventWhereverItIsReadAgain(String payload) {
    Event first = Records.event(payload);

    ByteBuffer again = OriginTag.put(bytes(payload), first.origin());
    Decoded second = Records.decode(new StreamRecord(LATER, "device-7", again));

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{,", "{,}", "{\"a\":1,\"a\":2}", "{\"a\"", "{}}", " {] ", "{,,"})
  void evenABrokenObjectComesBackToTheByte(String payload) {
    ByteBuffer tagged = OriginTag.put(bytes(payload), Records.ORIGIN);

    OriginTag.Untagged untagged = OriginTag.strip(array(tagged));

    assertThat(untagged.payload()).isEqualTo(payload.getBytes(UTF_8));
    assertThat(untagged.origin()).contains(Records.ORIGIN);
    assertThat(Records.decoded(array(tagged))).isEqualTo(Records.decoded(payload));
  }

  /** A text that is no JSON must not become an event because a tag is taken out of it. */
  @ParameterizedTest
  @ValueSource(strings = {"{%s,}", "{%s, }", "{%s \"a\":1}", "{%s,", "{%s:1}"})
  void aTagIsTakenOutOnlyWhereOneIsWritten(String form) {
    byte[] payload = form.formatted(TAG).getBytes(UTF_8);

    assertThat(OriginTag.strip(payload).origin()).isEmpty();
    assertThat(Records.decoded(payload)).isInstanceOf(Rejection.class);
  }

  @Test
  void theTagIsTheFirstMember() {
    assertThat(text(OriginTag.put(bytes(" { \"a\":1}"), Records.ORIGIN)))
        .isEqualTo(" {" + TAG + ", \"a\":1}");
    assertThat(text(OriginTag.put(bytes("{ }"), Records.ORIGIN))).isEqualTo("{" + TAG + " }");
  }

  @Test
  void otherConsumersSeeOneMemberMore() {
    String tagged = text(OriginTag.put(bytes("{\"a\":1}"), Records.ORIGIN));

    assertThat(Records.fate(tagged.replace("weir:origin", "other"))).isEqualTo("STORED");
  }

  @Test
  void theFirstOriginIsTheOneThatCounts() {
    ByteBuffer once = OriginTag.put(bytes("{\"a\":1}"), Records.ORIGIN);

    assertThat(OriginTag.put(once, LATER)).isEqualTo(once);
    assertThat(once.position()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "[1]", "1", "null", "\u00a0{}", "\ufeff{}"})
  void onlyAnObjectCarriesATag(String payload) {
    assertThat(OriginTag.fits(bytes(payload))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OriginTag.put(bytes(payload), Records.ORIGIN));
  }

  @Test
  void anOriginThatIsNoKinesisCoordinateIsNotWritten() {
    Origin odd = new Origin("or\"ders", "shardId-0", "1", Records.ARRIVED_AT);
    Origin unnumbered = new Origin("orders", "shardId-0", "007", Records.ARRIVED_AT);

    assertThat(OriginTag.fits(bytes("{}"))).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> OriginTag.put(bytes("{}"), odd));
    assertThatIllegalArgumentException().isThrownBy(() -> OriginTag.put(bytes("{}"), unnumbered));
  }

  @Test
  void theLongestOriginFits() {
    Origin longest =
        new Origin(
            "s".repeat(128),
            "h".repeat(128),
            "9".repeat(129),
            Instant.parse("2026-11-22T20:08:00.123456789Z"));

    ByteBuffer tagged = OriginTag.put(bytes("{\"a\":1}"), longest);

    assertThat(OriginTag.strip(array(tagged)).origin()).contains(longest);
    assertThat(tagged.remaining() - "{\"a\":1}".length()).isLessThanOrEqualTo(OriginTag.MAX_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"weir:origin\":[]}",
        "{\"weir:origin\":[\"orders\",\"shardId-0\",\"1\"]}",
        "{\"weir:origin\":[\"orders\",\"shardId-0\",\"01\",\"2026-11-22T20:08:00Z\"]}",
        "{\"weir:origin\":[\"orders\",\"shardId-0\",\"1\",\"2026-13-22T20:08:00Z\"]}",
        "{\"weir:origin\":[\"orders\",\"shardId-0\",\"1\",\"2026-11-22T20:08:00+01:00\"]}",
        "{\"weir:origin\":[\"or/ders\",\"shardId-0\",\"1\",\"2026-11-22T20:08:00Z\"]}",
        "{\"weir:origin\": [\"orders\",\"shardId-0\",\"1\",\"2026-11-22T20:08:00Z\"]}",
        "{ \"weir:origin\":[\"orders\",\"shardId-0\",\"1\",\"2026-11-22T20:08:00Z\"]}",
        "{\"a\":1,\"weir:origin\":[\"orders\",\"shardId-0\",\"1\",\"2026-11-22T20:08:00Z\"]}",
        "{\"weir\\u003aorigin\":[\"orders\",\"shardId-0\",\"1\",\"2026-11-22T20:08:00Z\"]}",
        "{\"weir:origin\":[\"orders\",\"shardId-0\",\"1\",\"2026-11-22T20:08:00Z\"],"
            + "\"weir:origin\":[\"orders\",\"shardId-0\",\"1\",\"2026-11-22T20:08:00Z\"]}",
      })
  void aTagInAnyOtherFormIsRefusedInsteadOfLosingTheIdentity(String payload) {
    assertThat(Records.fate(payload)).isEqualTo("INVALID_ORIGIN");
  }

  @Test
  void theNameIsReservedAtTheTopOnly() {
    assertThat(Records.fate("{\"a\":{\"weir:origin\":1}}")).isEqualTo("STORED");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer buffer) {
    return new String(array(buffer), UTF_8);
  }
}
