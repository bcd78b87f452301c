package io.weir.replayer.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Any sender to the queue decides what is read here. */
@Timeout(60)
class HostileLettersTest {

  @Test
  void everyTruncationIsAnAlien() {
    for (Bytes golden : Golden.all()) {
      byte[] bytes =
          new String(golden.toArray(), StandardCharsets.UTF_8)
              .strip()
              .getBytes(StandardCharsets.UTF_8);
      for (int length = 0; length < bytes.length; length++) {
        assertThat(LetterReader.read(Bytes.of(Arrays.copyOf(bytes, length))))
            .isInstanceOf(UnreadableMessage.class);
      }
    }
  }

  @Test
  void noChangedByteMakesTheReaderThrow() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (Bytes golden : Golden.all()) {
      for (int round = 0; round < 2_000; round++) {
        byte[] bytes = golden.toArray();
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        assertThat(LetterReader.readFromFile(Bytes.of(bytes)).body())
            .as("seed %d", seed)
            .isNotNull();
      }
    }
  }

  @Test
  void depthAndSizeAreBounded() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(read(deep)).isInstanceOf(UnreadableMessage.class);
    assertThat(read("{\"a\":1" + "0".repeat(1_000_000) + "}"))
        .isInstanceOf(UnreadableMessage.class);
    assertThat(read("{\"a\":\"" + "x".repeat(1_048_000) + "\"}"))
        .isInstanceOf(UnreadableMessage.class);
  }

  @Test
  void aTimeOfAnAbsurdMagnitudeCostsNothing() {
    String object =
        new String(Golden.pointer("s3-object").toArray(), StandardCharsets.UTF_8)
            .replace("1789809074.716", "1e999999999");
    assertThat(read(object))
        .isInstanceOfSatisfying(
            UnreadableMessage.class,
            alien -> assertThat(alien.detail()).contains("approximateArrivalTimestamp"));
  }

  @Test
  void noReasonQuotesTheMessage() {
    String canary = "c4n4ry";
    for (Bytes golden : Golden.all()) {
      String text = new String(golden.toArray(), StandardCharsets.UTF_8);
      for (String member : new String[] {"shardId", "sequenceNumber", "data", "streamArn"}) {
        String broken =
            text.replaceAll(
                "\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":\"" + canary + "!\"");
        if (read(broken) instanceof UnreadableMessage alien) {
          assertThat(alien.detail()).doesNotContain(canary);
        }
      }
    }
  }

  private static DeadLetter read(String text) {
    return LetterReader.read(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
