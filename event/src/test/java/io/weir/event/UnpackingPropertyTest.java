package io.weir.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.kinesis.agg.AggRecord;
import io.weir.event.packing.Compression;
import io.weir.event.packing.CompressionTest;
import io.weir.event.packing.KplAggregate;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random records of every packing, whole and damaged. The seed is in each message. */
class UnpackingPropertyTest {
  private static final List<String> PIECES =
      List.of(
          "{\"a\":1}",
          "{\"a\":\"}\"}",
          "{\"a\":\"\\\"{\"}",
          "[1,{\"b\":[]}]",
          "{\"a\":",
          "\"",
          "}",
          "]",
          "{",
          "[",
          ",",
          "5",
          "text",
          "\n",
          "\r\n",
          " ",
          "\n\n",
          "{\n\"a\":1\n}",
          "{\"l\":[",
          "\\",
          "\u00e9",
          "{}");

  @Test
  void whateverARecordHoldsNoByteIsLostAndEachPartIsJudged() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 4_000; run++) {
      byte[] text = text(random);
      check(text, "seed " + seed);
      byte[] packed = random.nextBoolean() ? CompressionTest.gzip(text) : aggregate(random, text);
      check(packed, "seed " + seed);
      packed[random.nextInt(packed.length)] ^= (byte) (1 + random.nextInt(255));
      check(packed, "seed " + seed);
    }
  }

  private static byte[] text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] aggregate(Random random, byte[] first) throws Exception {
    AggRecord aggregate = new AggRecord();
    aggregate.addUserRecord("k", null, first);
    for (int n = random.nextInt(4); n > 0; n--) {
      byte[] text = text(random);
      aggregate.addUserRecord(
          "k" + n, null, random.nextBoolean() ? text : CompressionTest.gzip(text));
    }
    return aggregate.toRecordBytes();
  }

  /** Takes a record apart in each way there is. */
  static void check(byte[] payload, String as) {
    for (String events : List.of("one", "lines", "array", "/l")) {
      EventDecoder decoder = new EventDecoder(EventSettings.from(Map.of("EVENTS", events)));
      List<Part> parts = decoder.parts(Records.of(payload));
      Set<String> places = new HashSet<>();
      for (Part part : parts) {
        assertThat(places.add(part.place())).as(as).isTrue();
        assertThat(decoder.judge(part)).as(as).isEqualTo(decoder.judge(part));
      }
      assertThat(parts).as(as).isNotEmpty();
      boolean packed = Compression.matches(payload) || KplAggregate.matches(payload);
      if (events.equals("lines") && !packed && !OriginTag.strip(payload).origin().isPresent()) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(bytes(part)));
        assertThat(dark(all.toByteArray())).as(as).isEqualTo(dark(payload));
      }
    }
  }

  /** White space stands between values, too. */
  private static String dark(byte[] text) {
    return new String(text, ISO_8859_1).replaceAll("[ \\t\\r\\n]", "");
  }

  private static byte[] bytes(Part part) {
    byte[] bytes = new byte[part.record().payload().remaining()];
    part.record().payload().duplicate().get(bytes);
    return bytes;
  }
}
