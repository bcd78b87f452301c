package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.kinesis.SequenceNumbers.Decoded;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Numbers that AWS issued are understood, and Weir's are built the same way (KIN-1). */
class SequenceNumbersTest {

  private static final String ISSUED_BY_AWS =
      "49678472125167179371387171109764757133171034173533585410";

  @Test
  void aNumberOfAwsTellsItsShardAndTimes() {
    Decoded decoded = SequenceNumbers.decode(ISSUED_BY_AWS).orElseThrow();

    assertThat(decoded)
        .isEqualTo(
            new Decoded(new BigInteger(ISSUED_BY_AWS), 1789779926L, 0x9d33409L, 1789779944L, 0));
  }

  @Test
  void aNumberOfAwsCanBeBuiltAgain() {
    assertThat(
            new SequenceNumbers(1789779926L, 0).at(0x9d33409L, Instant.ofEpochSecond(1789779944L)))
        .isEqualTo(ISSUED_BY_AWS);
    assertThat(new SequenceNumbers(1789801059L, 6).first())
        .isEqualTo("49678479665807356331340697174870495318958031649170784354");
    assertThat(new SequenceNumbers(1789801003L, 0).last(Instant.ofEpochSecond(1789801052L)))
        .isEqualTo("49678479645703234534865340412774836370345918641318395906");
  }

  @Test
  void everyShardOfAStreamReadsItsOwnNumbers() {
    for (int shard : new int[] {0, 1, 15, 16, 255, 20_000, Integer.MAX_VALUE}) {
      SequenceNumbers numbers = new SequenceNumbers(1789779926L, shard);
      Decoded decoded =
          SequenceNumbers.decode(numbers.at(Long.MAX_VALUE, Instant.ofEpochSecond(4_000_000_000L)))
              .orElseThrow();

      assertThat(decoded.shardIndex()).isEqualTo(shard);
      assertThat(decoded.epochSecond()).isEqualTo(1789779926L);
      assertThat(decoded.ordinal()).isEqualTo(Long.MAX_VALUE);
      assertThat(decoded.arrivalSecond()).isEqualTo(4_000_000_000L);
    }
  }

  @Test
  void whatAwsCouldNotHaveIssuedIsNotUnderstood() {
    assertThat(SequenceNumbers.decode("9".repeat(129))).isEmpty();
    assertThat(SequenceNumbers.decode("49678472125167179371387171109764757133171034173533585411"))
        .isEmpty();
  }
}
