package io.weir.chaos;

import static io.weir.chaos.Malformed.number;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** Packed records that cannot be unpacked. */
final class BrokenPacking {

  private static final String CORRUPT = "CORRUPT_PACKING";
  private static final String NOT_UTF8 = "NOT_UTF8";
  private static final int MORE_THAN_IS_INFLATED = (10 << 20) + 1;

  private BrokenPacking() {}

  static List<Malformed> kinds() {
    return List.of(
        new Malformed("gzip-cut", CORRUPT, "gzip without its end", BrokenPacking::cut),
        new Malformed("gzip-tail", CORRUPT, "gzip with a text behind it", r -> tail(r, "{}")),
        new Malformed(
            "gzip-altered", CORRUPT, "gzip with another check sum", BrokenPacking::altered),
        new Malformed(
            "gzip-bomb",
            "INFLATES_TOO_LARGE",
            "10 KB that inflate to more than 10 MiB",
            r -> gzip(new byte[MORE_THAN_IS_INFLATED])),
        new Malformed("gzip-twice", NOT_UTF8, "gzip inside gzip", r -> gzip(gzip(json(r)))),
        new Malformed("zstd", NOT_UTF8, "Zstandard", behind("28b52ffd")),
        new Malformed(
            "glue-avro",
            NOT_UTF8,
            "Avro with the header of Glue",
            behind("0300" + "a7".repeat(16))),
        new Malformed(
            "kpl-of-none", "EMPTY", "a KPL aggregate of no records", r -> aggregate("0a016b")),
        new Malformed(
            "kpl-without-key",
            CORRUPT,
            "a KPL aggregate whose record names no key",
            r -> aggregate("1a0808001a0464617461")),
        new Malformed(
            "kpl-wrong-digest",
            NOT_UTF8,
            "a KPL aggregate with another MD5",
            BrokenPacking::digest));
  }

  private static byte[] json(SplittableRandom random) {
    return ("{\"value\": " + number(random) + "}").getBytes(UTF_8);
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] cut(SplittableRandom random) {
    byte[] whole = gzip(json(random));
    return Arrays.copyOf(whole, whole.length - random.nextInt(1, whole.length - 3));
  }

  private static byte[] tail(SplittableRandom random, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(gzip(json(random)));
    bytes.writeBytes(text.getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static byte[] altered(SplittableRandom random) {
    byte[] whole = gzip(json(random));
    whole[whole.length - 8] ^= (byte) random.nextInt(1, 256);
    return whole;
  }

  private static Function<SplittableRandom, byte[]> behind(String header) {
    return random -> {
      byte[] noise = new byte[random.nextInt(20, 200)];
      random.nextBytes(noise);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(HexFormat.of().parseHex(header));
      bytes.writeBytes(new byte[] {(byte) 0xFE}); // never in UTF-8
      bytes.writeBytes(noise);
      return bytes.toByteArray();
    };
  }

  private static byte[] digest(SplittableRandom random) {
    byte[] whole = aggregate("0a016b1a0808001a0464617461");
    whole[whole.length - 1] ^= (byte) random.nextInt(1, 256);
    return whole;
  }

  private static byte[] aggregate(String hex) {
    byte[] message = HexFormat.of().parseHex(hex);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(HexFormat.of().parseHex("f3899ac2"));
      bytes.writeBytes(message);
      bytes.writeBytes(MessageDigest.getInstance("MD5").digest(message));
      return bytes.toByteArray();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
