package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whatever a disk gives back: a whole line is never lost, and a damaged one is never believed. */
class JournalFuzzTest {

  private static final Pattern REFUSAL =
      Pattern.compile("line (\\d+) of the journal memory (is damaged|was made by a newer version)");

  private static final Entry NEXT = new Entry.Deleted(Instant.EPOCH, "next", "m");

  @FuzzTest(maxDuration = "5m")
  void anyFileIsOpenedWithItsWholeLinesOrRefused(byte[] file) throws IOException {
    MemoryLog log = new MemoryLog();
    log.append(file);
    Optional<FileJournal> opened = open(log);
    if (opened.isEmpty()) {
      return;
    }
    List<Entry> entries = opened.get().entries();
    byte[] kept = log.bytes();
    assertThat(Arrays.copyOf(file, kept.length)).isEqualTo(kept);
    assertThat(indexOf(Arrays.copyOfRange(file, kept.length, file.length), (byte) '\n'))
        .isNegative();

    opened.get().write(List.of(NEXT));

    List<Entry> more = new ArrayList<>(entries);
    more.add(NEXT);
    assertThat(new FileJournal("memory", log).entries()).isEqualTo(more);
  }

  @FuzzTest(maxDuration = "5m")
  void aTornFileKeepsEveryWholeLineAndABentOneIsNotBelieved(FuzzedDataProvider data)
      throws IOException {
    List<Entry> written = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int n = data.consumeInt(1, 4); n > 0; n--) {
      Entry entry = entry(data);
      written.add(entry);
      bytes.writeBytes(EntryCodec.line(entry));
      ends.add(bytes.size());
    }
    MemoryLog whole = new MemoryLog();
    whole.append(bytes.toByteArray());
    assertThat(new FileJournal("memory", whole).entries()).isEqualTo(written);

    int cut = data.consumeInt(0, bytes.size());
    MemoryLog torn = new MemoryLog();
    torn.append(Arrays.copyOf(bytes.toByteArray(), cut));
    int left = (int) ends.stream().filter(end -> end <= cut).count();
    assertThat(new FileJournal("memory", torn).entries()).isEqualTo(written.subList(0, left));

    byte[] bent = bytes.toByteArray();
    bent[data.consumeInt(0, bent.length - 1)] ^= (byte) (1 << data.consumeInt(0, 7));
    MemoryLog log = new MemoryLog();
    log.append(bent);
    Optional<FileJournal> opened = open(log);
    if (opened.isPresent()) {
      // Only the last line may be without its end: a crash may have torn it.
      assertThat(opened.get().entries()).isEqualTo(written.subList(0, written.size() - 1));
    }
  }

  private static Entry entry(FuzzedDataProvider data) {
    Instant at = Instant.ofEpochMilli(data.consumeLong(0, 4_000_000_000_000L));
    String run = data.consumeString(20);
    String text = data.consumeString(60);
    return switch (data.consumeInt(0, 6)) {
      case 0 ->
          new Entry.Started(
              at, run, new Entry.What("apply", "lambda", text, 1, 2), text, run, "digest");
      case 1 -> new Entry.Leased(at, run, Map.of(text, run));
      case 2 -> new Entry.Sending(at, run, List.of(text, run));
      case 3 ->
          new Entry.Settled(
              at, run, text, run, data.pickValue(Outcome.values()), data.consumeString(60));
      case 4 -> new Entry.Archived(at, run, text, data.consumeString(60));
      case 5 -> new Entry.Ended(at, run, text, Map.of(text, data.consumeInt()));
      default -> new Entry.Deleting(at, run, List.of(text));
    };
  }

  /** Opens a file; one that is refused stays as it is, and is refused for a reason. */
  private static Optional<FileJournal> open(MemoryLog log) throws IOException {
    byte[] file = log.bytes();
    try {
      return Optional.of(new FileJournal("memory", log));
    } catch (JournalException e) {
      assertThat(log.bytes()).isEqualTo(file);
      Matcher refusal = REFUSAL.matcher(String.valueOf(e.getMessage()));
      assertThat(refusal.lookingAt()).as(e.getMessage()).isTrue();
      if (refusal.group(2).equals("is damaged")) {
        // No crash's doing: the line has its end.
        assertThat(lineFeed(file, Integer.parseInt(refusal.group(1)))).isNotNegative();
      }
      return Optional.empty();
    }
  }

  /** Returns where a line ends, if it has an end. */
  private static int lineFeed(byte[] bytes, int line) {
    int at = -1;
    for (int n = 0; n < line; n++) {
      int next = indexOf(Arrays.copyOfRange(bytes, at + 1, bytes.length), (byte) '\n');
      if (next < 0) {
        return -1;
      }
      at += 1 + next;
    }
    return at;
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
