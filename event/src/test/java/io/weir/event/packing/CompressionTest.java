package io.weir.event.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.event.packing.PackingException.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** gzip and zlib, whole and broken. */
public class CompressionTest {
  private static final int MOST = 1 << 20;
  private static final byte[] TEXT = "{\"a\":1}".repeat(50).getBytes(UTF_8);

  @Test
  void whatTheJdkCompressesComesBack() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(50_000)];
      random.nextBytes(bytes);
      byte[] packed = random.nextBoolean() ? gzip(bytes) : zlib(bytes);
      assertThat(Compression.matches(packed)).as("seed %d", seed).isTrue();
      assertThat(Compression.inflate(packed, MOST)).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  @Test
  void membersOneBehindTheOtherAreOneText() throws Exception {
    byte[] twice = concat(gzip(TEXT), gzip(TEXT));

    assertThat(Compression.inflate(twice, MOST)).isEqualTo(concat(TEXT, TEXT));
  }

  @Test
  void eachOptionalFieldOfTheHeaderIsPassedOver() throws Exception {
    byte[] plain = gzip(TEXT);
    byte[] head =
        HexFormat.of().parseHex("1f8b081e00000000000302000102" + "6e00" + "6300" + "0000");
    byte[] full = concat(head, Arrays.copyOfRange(plain, 10, plain.length));

    assertThat(Compression.inflate(full, MOST)).isEqualTo(TEXT);
    for (int length = 0; length < head.length; length++) {
      corrupt(Arrays.copyOf(full, Math.max(3, length)));
    }
  }

  @Test
  void whatIsCutAnywhereIsCorrupt() {
    for (byte[] packed : new byte[][] {gzip(TEXT), zlib(TEXT)}) {
      for (int length = 3; length < packed.length; length++) {
        corrupt(Arrays.copyOf(packed, length));
      }
    }
  }

  @Test
  void whatHasSomethingBehindItsEndIsCorrupt() {
    corrupt(concat(gzip(TEXT), new byte[] {0}));
    corrupt(concat(gzip(TEXT), TEXT));
    corrupt(concat(zlib(TEXT), new byte[] {0}));
  }

  @Test
  void aWrongCheckSumOrLengthIsCorrupt() {
    byte[] sum = gzip(TEXT);
    sum[sum.length - 8] ^= 1;
    byte[] length = gzip(TEXT);
    length[length.length - 1] ^= 1;
    byte[] adler = zlib(TEXT);
    adler[adler.length - 1] ^= 1;

    corrupt(sum);
    corrupt(length);
    corrupt(adler);
  }

  @Test
  void moreBytesThanAllowedAreTooLarge() throws Exception {
    assertThat(Compression.inflate(gzip(TEXT), TEXT.length)).isEqualTo(TEXT);
    assertThatExceptionOfType(PackingException.class)
        .isThrownBy(() -> Compression.inflate(gzip(TEXT), TEXT.length - 1))
        .matches(e -> e.fault() == Fault.TOO_LARGE);
    assertThatExceptionOfType(PackingException.class)
        .isThrownBy(() -> Compression.inflate(concat(gzip(TEXT), gzip(TEXT)), TEXT.length + 1))
        .matches(e -> e.fault() == Fault.TOO_LARGE);
  }

  @Test
  void noJsonStartsLikeCompressedBytes() {
    for (String start : new String[] {"{\"", "[1", "\"x", "80", "-1", "null", "x^", ""}) {
      assertThat(Compression.matches(start.getBytes(UTF_8))).isEqualTo(start.equals("x^"));
    }
  }

  private static void corrupt(byte[] packed) {
    assertThatExceptionOfType(PackingException.class)
        .isThrownBy(() -> Compression.inflate(packed, MOST))
        .matches(e -> e.fault() == Fault.CORRUPT);
  }

  /** Compresses bytes. */
  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] zlib(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
