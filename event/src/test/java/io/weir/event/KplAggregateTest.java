package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The producer library's envelope (KIN-20). */
class KplAggregateTest {
  private static final byte[] MAGIC = HexFormat.of().parseHex("f3899ac2");

  /** One user record: partition key {@code partition_key}, data {@code data}. */
  private static final byte[] MESSAGE =
      HexFormat.of().parseHex("0a0d706172746974696f6e5f6b65791a0808001a0464617461");

  @Test
  void anAggregateWithItsDigestIsNamedAsOne() throws NoSuchAlgorithmException {
    byte[] md5 = MessageDigest.getInstance("MD5").digest(MESSAGE);

    // The digest as another implementation's documentation prints it for the same record.
    assertThat(HexFormat.of().formatHex(md5)).isEqualTo("d03699da5a222fa32108ad1bd955a14e");
    assertThat(Records.fate(Records.join(MAGIC, MESSAGE, md5))).isEqualTo("KPL_AGGREGATE");
  }

  @Test
  void aWrongDigestIsNoAggregateAndSoNoUtf8() {
    assertThat(Records.fate(Records.join(MAGIC, MESSAGE, new byte[16]))).isEqualTo("NOT_UTF8");
  }

  @Test
  void bytesTooShortForADigestAreNoAggregate() {
    for (int length = 0; length < 16; length++) {
      assertThat(KplAggregate.matches(Records.join(MAGIC, new byte[length]))).isFalse();
    }
    assertThat(KplAggregate.matches("{}".getBytes(StandardCharsets.UTF_8))).isFalse();
  }
}
