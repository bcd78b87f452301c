package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.archive.JournalArchive;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.FileJournal;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.LogFile;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.recover.Archive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The journals of all operators, as each of them knows them: a copy of each file, or the one of
 * their team. A command reads them when it meets with the first export in the queue.
 */
final class KnownJournals implements Archive {

  private final World world;
  private final Truth truth;
  private final Map<Object, Supplier<List<Entry>>> journals = new LinkedHashMap<>();
  private Optional<KillableProcess> reader = Optional.empty();
  private JournalArchive read = JournalArchive.of(List.of());

  KnownJournals(World world, Truth truth) {
    this.world = world;
    this.truth = truth;
  }

  /** There is one more, and how to read it; several operators may have the same. */
  void add(Object journal, Supplier<List<Entry>> entries) {
    journals.put(journal, entries);
  }

  @Override
  public boolean holds(Bytes line) {
    Optional<KillableProcess> process = Optional.ofNullable(world.time().current().process());
    boolean fresh = process.isEmpty() || !process.equals(reader);
    if (fresh) {
      read(process);
    }
    if (!fresh && !read.holds(line)) {
      read(process); // it may have been archived since
    }
    boolean known = truth.archives().holds(line);
    boolean held = read.holds(line);
    boolean torn = world.weather().has(Fault.JOURNAL_TORN); // whole lines of it were not seen
    if (held != known && !(held && torn)) {
      String what = held ? "it is believed, and no journal has it" : "it is in a journal, unseen";
      truth.violation(new Violation("a copy is kept", what, line.sha256()));
    }
    return held;
  }

  private void read(Optional<KillableProcess> process) {
    List<Entry> entries = new ArrayList<>();
    journals.values().forEach(journal -> entries.addAll(journal.get()));
    read = JournalArchive.of(entries);
    reader = process;
  }

  /** Returns what a file has. */
  static List<Entry> read(Disk disk) {
    try (Journal journal = new FileJournal("a copy of a journal", Copy.of(disk))) {
      return journal.entries();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of a file, which its reader may cut. */
  private static final class Copy implements LogFile {

    private byte[] bytes;

    private Copy(byte[] bytes) {
      this.bytes = bytes;
    }

    static Copy of(Disk disk) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      disk.read().transferTo(bytes);
      return new Copy(bytes.toByteArray());
    }

    @Override
    public InputStream read() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public void truncate(long length) {
      bytes = Arrays.copyOf(bytes, (int) length);
    }

    @Override
    public void append(byte[] more) {
      throw new IllegalStateException("a copy is only read");
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
