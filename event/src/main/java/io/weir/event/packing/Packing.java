package io.weir.event.packing;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Forms that are told by their first bytes and are not undone: a rejection names them. */
public enum Packing {
  /** The producer library's magic number without the digest that proves it. */
  KPL_WITHOUT_DIGEST("a KPL aggregate whose MD5 is wrong"),
  /** gzip or zlib inside what was inflated already. */
  COMPRESSED("compressed bytes inside compressed bytes"),
  /** Zstandard. */
  ZSTD("Zstandard", "28b52ffd"),
  /** Snappy in frames. */
  SNAPPY("Snappy", "ff060000734e61507059"),
  /** LZ4 in frames. */
  LZ4("LZ4", "04224d18"),
  /** bzip2. */
  BZIP2("bzip2", "425a68"),
  /** xz. */
  XZ("xz", "fd377a585a00"),
  /** An Avro file. */
  AVRO_FILE("an Avro file", "4f626a01"),
  /** A value with the header of the AWS Glue schema registry: version, compression, UUID. */
  GLUE("a value of the Glue schema registry"),
  /** A value with the header of Confluent's schema registry: zero and a number of four bytes. */
  CONFLUENT("a value of the Confluent schema registry"),
  /** CBOR that says what it is. */
  CBOR("CBOR", "d9d9f7"),
  /** UTF-16 with its byte order mark. */
  UTF_16_BE("UTF-16", "feff"),
  /** UTF-16 with its byte order mark. */
  UTF_16_LE("UTF-16", "fffe"),
  /** The Thrift payload of a Snowplow collector, whose first field has the number 100. */
  SNOWPLOW("Snowplow's Thrift", "0b0064"),
  /** The base64 of a text that starts with a brace and a quote. */
  BASE64_JSON("base64 of JSON", "65794a");

  private static final int GLUE_HEADER = 18;
  private static final int CONFLUENT_HEADER = 5;

  private final String text;
  private final String magic;

  Packing(String text) {
    this(text, "");
  }

  /** Is told by its first bytes, in hexadecimal digits. */
  Packing(String text, String magic) {
    this.text = text;
    this.magic = magic;
  }

  /** Returns what bytes look like; empty if they have no known start. */
  public static Optional<Packing> of(byte[] bytes) {
    return Arrays.stream(values()).filter(packing -> packing.starts(bytes)).findFirst();
  }

  /** Puts what bytes look like, if that is known, before the detail of their rejection. */
  public static String name(byte[] bytes, String detail) {
    return of(bytes).map(packing -> packing + ": " + detail).orElse(detail);
  }

  /** Returns the form that a rejection's detail names, as {@link #name} has put it there. */
  public static Optional<Packing> named(String detail) {
    return Arrays.stream(values()).filter(packing -> detail.startsWith(packing + ": ")).findFirst();
  }

  private boolean starts(byte[] bytes) {
    return switch (this) {
      case KPL_WITHOUT_DIGEST -> KplAggregate.startsLikeOne(bytes);
      case COMPRESSED -> Compression.matches(bytes);
      case GLUE -> bytes.length > GLUE_HEADER && bytes[0] == 3 && (bytes[1] == 0 || bytes[1] == 5);
      case CONFLUENT -> isConfluent(bytes);
      default -> bytes.length >= magic.length() / 2 && hex(bytes).equals(magic);
    };
  }

  private String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes, 0, magic.length() / 2);
  }

  /** The number of a schema is small. A text in UTF-32 has zeros behind its first character too. */
  private static boolean isConfluent(byte[] bytes) {
    return bytes.length > CONFLUENT_HEADER
        && bytes[0] == 0
        && bytes[1] == 0
        && (bytes[4] != 0 || bytes[5] != 0);
  }

  /** Returns what it is called in a sentence. */
  @Override
  public String toString() {
    return text;
  }
}
