package io.weir.event.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.kinesis.agg.AggRecord;
import io.weir.event.packing.KplAggregate.UserRecord;
import io.weir.event.packing.PackingException.Fault;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The producer library's envelope (KIN-20), also as upstream's aggregator writes it. */
class KplAggregateTest {
  private static final byte[] MAGIC = HexFormat.of().parseHex("f3899ac2");

  /** One user record: partition key {@code partition_key}, data {@code data}. */
  private static final String ONE = "0a0d706172746974696f6e5f6b65791a0808001a0464617461";

  @Test
  void aDigestAsAnotherImplementationPrintsItProvesAnAggregate() throws Exception {
    byte[] aggregate = aggregate(ONE);

    // As another implementation's documentation prints it for the same record.
    assertThat(HexFormat.of().formatHex(aggregate)).endsWith("d03699da5a222fa32108ad1bd955a14e");
    assertThat(KplAggregate.matches(aggregate)).isTrue();
    assertThat(keysAndTexts(KplAggregate.read(aggregate, 1))).containsExactly("partition_key=data");
  }

  @Test
  void whatUpstreamPacksIsUnpackedInItsOrderWithEachKey() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 50; run++) {
      AggRecord packed = new AggRecord();
      List<String> expected = new ArrayList<>();
      for (int n = 1 + random.nextInt(200); n > 0; n--) {
        String key = "key-é-" + random.nextInt(20);
        String text = "x".repeat(random.nextInt(100)) + n;
        String hash = random.nextBoolean() ? null : "" + random.nextInt(1000);
        assertThat(packed.addUserRecord(key, hash, text.getBytes(UTF_8))).isTrue();
        expected.add(key + "=" + text);
      }
      byte[] bytes = packed.toRecordBytes();

      assertThat(KplAggregate.matches(bytes)).as("seed %d", seed).isTrue();
      assertThat(keysAndTexts(KplAggregate.read(bytes, 200)))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void anAggregateThatIsCutOrAlteredAnywhereIsNone() throws Exception {
    byte[] aggregate = aggregate(ONE);
    for (int length = 0; length < aggregate.length; length++) {
      assertThat(KplAggregate.matches(Arrays.copyOf(aggregate, length))).isFalse();
    }
    for (int i = 0; i < aggregate.length; i++) {
      byte[] altered = aggregate.clone();
      altered[i] ^= 1;
      assertThat(KplAggregate.matches(altered)).isFalse();
    }
  }

  /** Each with a digest that is right: only the message is broken. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1a0808001a0464617461", // no key
        "0a016b1a0808011a0464617461", // the second key of one
        "0a016b1a020800", // no data
        "0a016b1a061a0464617461", // no key's number
        "0a016b1a0808001a7f64617461", // data that is cut
        "0a02fffe1a0808001a0464617461", // a key that is no UTF-8
        "0a016b1a0808001a046461746103", // a group, which protobuf has no more
        "0a016b1a", // a field that ends at its number
        "0affffffffffffffffff7f", // longer than anything
        "0affffffffffffffffffff01", // a number of eleven bytes
        "08001a0808001a0464617461", // a number where the keys are
      })
  void aBrokenMessageIsCorrupt(String message) throws Exception {
    byte[] aggregate = aggregate(message);

    assertThat(KplAggregate.matches(aggregate)).isTrue();
    assertThatExceptionOfType(PackingException.class)
        .isThrownBy(() -> KplAggregate.read(aggregate, 10))
        .matches(e -> e.fault() == Fault.CORRUPT);
  }

  @Test
  void fieldsThatAreNotKnownArePassedOver() throws Exception {
    byte[] aggregate = aggregate("2800" + "31" + "00".repeat(8) + "3d00000000" + "420100" + ONE);

    assertThat(keysAndTexts(KplAggregate.read(aggregate, 1))).containsExactly("partition_key=data");
  }

  @Test
  void anAggregateOfNoneAndOneOfTooManyAreRefused() throws Exception {
    byte[] none = aggregate("0a016b");
    byte[] two = aggregate(ONE + "1a0808001a0464617461");

    assertThat(KplAggregate.read(two, 2)).hasSize(2);
    assertThatExceptionOfType(PackingException.class)
        .isThrownBy(() -> KplAggregate.read(none, 10))
        .matches(e -> e.fault() == Fault.EMPTY);
    assertThatExceptionOfType(PackingException.class)
        .isThrownBy(() -> KplAggregate.read(two, 1))
        .matches(e -> e.fault() == Fault.TOO_MANY);
  }

  private static List<String> keysAndTexts(List<UserRecord> records) {
    return records.stream().map(r -> r.partitionKey() + "=" + new String(r.data(), UTF_8)).toList();
  }

  private static byte[] aggregate(String hex) throws NoSuchAlgorithmException {
    byte[] message = HexFormat.of().parseHex(hex);
    ByteArrayOutputStream aggregate = new ByteArrayOutputStream();
    aggregate.writeBytes(MAGIC);
    aggregate.writeBytes(message);
    aggregate.writeBytes(MessageDigest.getInstance("MD5").digest(message));
    return aggregate.toByteArray();
  }
}
