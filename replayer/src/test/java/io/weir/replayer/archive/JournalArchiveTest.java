package io.weir.replayer.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.letter.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A journal vouches for what was copied into it, to the byte, and for nothing else. */
class JournalArchiveTest {

  private static final Instant TIME = Instant.EPOCH;

  private final JournalArchive archive =
      JournalArchive.of(
          List.of(
              new Entry.Archived(TIME, "run", "m-1", "{\"discarded\":\"\u00e9\"}"),
              new Entry.Kept(TIME, "run", "m-2", "{\"kept\":1}"),
              new Entry.Deleted(TIME, "run", "{\"deleted\":1}")));

  private static Bytes line(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatWasDiscardedOrKeptIsInIt() {
    assertThat(archive.holds(line("{\"discarded\":\"\u00e9\"}"))).isTrue();
    assertThat(archive.holds(line("{\"kept\":1}"))).isTrue();
  }

  @Test
  void whatDiffersInAByteOrWasOnlyDeletedIsNot() {
    assertThat(archive.holds(line("{\"kept\":1} "))).isFalse();
    assertThat(archive.holds(line("{\"deleted\":1}"))).isFalse();
    assertThat(archive.holds(line(""))).isFalse();
  }
}
