package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However the bytes of a journal come, its lines are the same, and each byte is counted. */
class JournalLinesTest {

  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");

  /** How many bytes are read at once. */
  private static final int BUFFER = 1 << 16;

  private static Entry entry(int length) {
    return new Entry.Deleted(TIME, "run", "m".repeat(length));
  }

  private static byte[] file(Entry... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(JournalLines.HEAD);
    for (Entry entry : entries) {
      bytes.writeBytes(EntryCodec.line(entry));
    }
    return bytes.toByteArray();
  }

  private static InputStream bitByBit(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(1, length));
      }
    };
  }

  private static List<Entry> entries(JournalLines lines) {
    List<Entry> entries = new ArrayList<>();
    for (Entry next = lines.entry(); next != null; next = lines.entry()) {
      entries.add(next);
    }
    return entries;
  }

  private static JournalLines lines(byte[] bytes) {
    return new JournalLines(new ByteArrayInputStream(bytes), "memory");
  }

  @Test
  void linesThatComeByteByByteAreWhole() {
    byte[] file = file(entry(1), entry(2));
    JournalLines lines = new JournalLines(bitByBit(file), "memory");

    assertThat(entries(lines)).containsExactly(entry(1), entry(2));
    assertThat(lines.whole()).isEqualTo(file.length);
    assertThat(lines.length()).isEqualTo(file.length);
  }

  @Test
  void aLineMayEndAnywhereInABufferOrBeyondIt() {
    int before = file(entry(0)).length;
    for (int beyond : List.of(-1, 0, 1, BUFFER)) {
      Entry filling = entry(BUFFER - before + beyond);
      byte[] file = file(filling, entry(3));
      JournalLines lines = lines(file);

      assertThat(entries(lines)).as("%d beyond", beyond).containsExactly(filling, entry(3));
      assertThat(lines.whole()).isEqualTo(file.length);
      byte[] bent = file.clone();
      bent[JournalLines.HEAD.length + 30]++;
      assertThatThrownBy(() -> entries(lines(bent)))
          .as("%d beyond", beyond)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("line 3 of the journal memory is damaged");
    }
  }

  @Test
  void theBytesBehindTheLastWholeLineAreCountedAndNotWhole() {
    byte[] file = file(entry(1), entry(2));
    int first = file(entry(1)).length;
    for (int length = first; length < file.length; length++) {
      JournalLines lines = lines(Arrays.copyOf(file, length));
      assertThat(entries(lines)).containsExactly(entry(1));
      assertThat(lines.whole()).isEqualTo(first);
      assertThat(lines.length()).isEqualTo(length);
    }
  }

  @Test
  void halfAHeadIsNothingAndTheWholeOneIsKept() {
    byte[] head = JournalLines.HEAD;
    for (int length = 0; length <= head.length; length++) {
      JournalLines lines = lines(Arrays.copyOf(head, length));
      assertThat(lines.entry()).isNull();
      assertThat(lines.whole()).isEqualTo(length == head.length ? length : 0);
      assertThat(JournalLines.isOfFirstForm(Arrays.copyOf(head, length))).isFalse();
    }
    assertThat(JournalLines.isOfFirstForm(EntryCodec.line(entry(1)))).isTrue();
  }

  @Test
  void aLineThatIsCutOrBentAnywhereIsNoEntry() {
    byte[] line = EntryCodec.line(entry(1));
    byte[] whole = Arrays.copyOf(line, line.length - 1);
    assertThat(EntryCodec.json(whole)).contains(EntryCodec.json(entry(1)));
    for (int i = 0; i < whole.length; i++) {
      byte[] bent = whole.clone();
      bent[i] ^= 1;
      assertThat(EntryCodec.json(bent)).as("bent at %d", i).isEmpty();
      assertThat(EntryCodec.json(Arrays.copyOf(whole, i))).as("cut at %d", i).isEmpty();
    }
  }

  @Test
  void anEntryWithoutOneOfItsMembersIsNotUnderstood() {
    assertThat(EntryCodec.entry(EntryCodec.json(entry(1)))).contains(entry(1));
    assertThat(
            EntryCodec.entry(
                EntryCodec.json(entry(1)).replace("\"message\":\"m\"", "\"message\":null")))
        .isEmpty();
    assertThat(EntryCodec.entry("{\"effect\":\"deleted\"")).isEmpty();
  }

  @Test
  void aStreamThatFailsOrIsDoneWithIsClosedAndSaysWhere() throws IOException {
    boolean[] closed = {false};
    InputStream failing =
        new ByteArrayInputStream("x".getBytes(StandardCharsets.US_ASCII)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    try (JournalLines lines = new JournalLines(failing, "memory")) {
      assertThat(lines.entry()).isNull();
    }
    assertThat(closed[0]).isTrue();
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    assertThatThrownBy(() -> new JournalLines(broken, "memory").entry())
        .isInstanceOf(JournalException.class)
        .hasMessage("the journal memory cannot be read: Stream closed");
  }
}
