package io.weir.chaos.simulate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * What lies in a journal's file before an operator's first command.
 *
 * @param bytes the file, as it was found
 */
record JournalPast(Kind kind, byte[] bytes) {

  /** How a file of this version begins. */
  static final String HEAD =
      """
      {"weir":"journal","form":2}
      {"note":"version 0.1.0 of the replayer cannot read this file"}
      """;

  /** The run of another queue's operators in a file that is shared. */
  static final String OTHERS = "run-of-others";

  /** A run of the same queue. */
  static final String BEFORE = "run-before";

  private static final String AT = "2025-12-31T00:00:0";
  private static final List<String> NAMES =
      List.of("http://127.0.0.1/000000000000/others-letters", "others-letters");

  /** What is in the file. */
  enum Kind {
    /** There is none. */
    NOTHING,
    /** Of version 0.1.0. */
    FORMER,
    /** Of version 0.1.0, which was killed when it wrote. */
    FORMER_TORN,
    /** Several queues share it. */
    SHARED,
    /** Its last line has no line feed. */
    TORN,
    /** It was killed within the head. */
    TORN_HEAD,
    /** Its last line has a line feed and a wrong sum. */
    DAMAGED,
    /** A line has nothing in it. */
    BLANK,
    /** A line of a newer version. */
    NEWER,
    /** Such a line without a line feed, at the end. */
    NEWER_AT_THE_END,
    /** The whole file is of a newer version. */
    NEWER_FORM,
    /** A directory. */
    NO_FILE;

    /** Tells whether no command may do anything with it. */
    boolean isRefused() {
      return compareTo(DAMAGED) >= 0;
    }

    boolean isFormer() {
      return this == FORMER || this == FORMER_TORN;
    }
  }

  static JournalPast draw(SplittableRandom random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return new JournalPast(kind, bytes(kind, random));
  }

  private static byte[] bytes(Kind kind, SplittableRandom random) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (kind == Kind.NOTHING || kind == Kind.NO_FILE) {
      return new byte[0];
    }
    if (kind == Kind.TORN_HEAD) {
      return utf8(HEAD.substring(0, 1 + random.nextInt(HEAD.length() - 1)));
    }
    if (kind == Kind.NEWER_FORM) {
      return utf8(HEAD.replace("\"form\":2", "\"form\":3"));
    }
    if (!kind.isFormer()) {
      all.writeBytes(utf8(HEAD));
    }
    if (kind == Kind.SHARED) {
      String other = NAMES.get(random.nextInt(NAMES.size()));
      all.writeBytes(line(started(OTHERS, other, 1)));
      all.writeBytes(line(confirmed(OTHERS, 2)));
      all.writeBytes(line(archived(OTHERS, 3)));
    }
    all.writeBytes(line(started(BEFORE, random.nextBoolean() ? Queue.URL : Account.QUEUE, 4)));
    all.writeBytes(line(confirmed(BEFORE, 5)));
    writeLast(all, kind, random);
    return all.toByteArray();
  }

  private static void writeLast(ByteArrayOutputStream all, Kind kind, SplittableRandom random) {
    byte[] last = line(ended(BEFORE, 6));
    switch (kind) {
      case FORMER_TORN, TORN ->
          all.write(last, 0, 1 + random.nextInt(last.length - 2)); // not the whole line
      case DAMAGED -> {
        last[last.length / 2]++;
        all.writeBytes(last);
      }
      case BLANK -> {
        all.write('\n');
        all.writeBytes(last);
      }
      case NEWER -> {
        all.writeBytes(newer());
        all.writeBytes(last);
      }
      case NEWER_AT_THE_END -> all.writeBytes(Arrays.copyOf(newer(), newer().length - 1));
      default -> all.writeBytes(last);
    }
  }

  private static byte[] newer() {
    return line(entry("teleported", BEFORE, 7) + ",\"to\":\"elsewhere\"}");
  }

  private static String entry(String effect, String run, int second) {
    return "{\"effect\":\"%s\",\"at\":\"%s%dZ\",\"run\":\"%s\"".formatted(effect, AT, second, run);
  }

  private static String started(String run, String queue, int second) {
    return entry("started", run, second)
        + ",\"what\":{\"command\":\"apply\",\"door\":\"lambda\",\"queue\":\""
        + queue
        + "\",\"messages\":1,\"records\":1},\"actor\":\"a colleague\",\"reason\":\"\",\"plan\":\"\"}";
  }

  private static String confirmed(String run, int second) {
    return entry("settled", run, second)
        + ",\"record\":\"events/shardId-000000000000/1\",\"payload\":\"00\","
        + "\"outcome\":\"CONFIRMED\",\"detail\":\"in the table\"}";
  }

  private static String archived(String run, int second) {
    return entry("archived", run, second) + ",\"message\":\"m-others\",\"letter\":\"{}\"}";
  }

  private static String ended(String run, int second) {
    return entry("ended", run, second) + ",\"result\":\"done\",\"counts\":{\"confirmed\":1}}";
  }

  /** Returns a line with its sum. */
  static byte[] line(String json) {
    CRC32C sum = new CRC32C();
    sum.update(utf8(json));
    String digits = HexFormat.of().toHexDigits((int) sum.getValue());
    return utf8("{\"sum\":\"" + digits + "\",\"entry\":" + json + "}\n");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
