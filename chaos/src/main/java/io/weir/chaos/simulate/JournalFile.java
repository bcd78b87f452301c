package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.EntryCodec;
import io.weir.replayer.journal.FileJournal;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.Journal.Claim;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.journal.QueueJournal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An operator's journal in a real file, with earlier content. What is refused stays unchanged,
 * until the operator goes on with another file, as the message says; what version 0.1.0 wrote is
 * never changed.
 */
final class JournalFile {

  private static final int PATIENCE = 2;

  private final World world;
  private final Truth truth;
  private final Path named;
  private final JournalPast past;
  private int refusals;
  private boolean laid;

  JournalFile(World world, Truth truth, Path named, JournalPast past) {
    this.world = world;
    this.truth = truth;
    this.named = named;
    this.past = past;
  }

  /** Opens it as a command does: for this process alone, and for this queue. */
  Journal open() throws IOException {
    lay();
    boolean refusable = past.kind().isRefused() && refusals < PATIENCE;
    Path path = past.kind().isRefused() && !refusable ? another() : named;
    try {
      Journal journal = understood(path);
      if (refusable) {
        journal.close();
        violation("a journal is opened and read that must be refused: " + past.kind());
      }
      look(path, journal);
      return new Watched(path, journal);
    } catch (JournalException e) {
      if (!refusable) {
        violation("a journal is refused that is whole: " + past.kind());
      }
      refusals++;
      unchanged();
      throw new JournalException(String.valueOf(e.getMessage()).replace(path.toString(), "F"), e);
    }
  }

  /** Opens it and reads it, as each command does before it does anything. */
  private static Journal understood(Path path) {
    Journal journal = new QueueJournal(FileJournal.open(path), Queue.URL);
    try {
      journal.read(entry -> {});
      return journal;
    } catch (JournalException e) {
      journal.close();
      throw e;
    }
  }

  /** Returns what is in the one that the operator works with. */
  List<Entry> entries() {
    Path path = past.kind().isRefused() ? another() : named;
    List<Entry> entries = new ArrayList<>();
    FileJournal.read(path, QueueJournal.part(Queue.URL, entries::add));
    return entries;
  }

  private Path another() {
    return named.resolveSibling(named.getFileName() + "-another");
  }

  private void lay() throws IOException {
    if (laid) {
      return;
    }
    laid = true;
    if (past.kind() == JournalPast.Kind.NO_FILE) {
      Files.createDirectory(named);
    } else if (past.kind() != JournalPast.Kind.NOTHING) {
      Files.write(named, past.bytes());
    }
  }

  /** Another terminal may read at the same time, and may not write. */
  private void look(Path path, Journal journal) throws IOException {
    List<Entry> entries = journal.entries();
    if (entries.stream().anyMatch(it -> it.run().equals(JournalPast.OTHERS))) {
      violation("it shows what was done with another queue");
    }
    List<Entry> read = new ArrayList<>();
    FileJournal.read(path, QueueJournal.part(Queue.URL, read::add));
    if (!read.equals(entries)) {
      violation("who only reads it reads something else");
    }
    long before = entries.stream().filter(it -> it.run().equals(JournalPast.BEFORE)).count();
    if (path.equals(named) && before < remembered()) {
      violation("what was written before is not there any more");
    }
    try {
      FileJournal.open(path).close();
      violation("two have it at the same time");
    } catch (JournalException e) {
      unchanged();
    }
  }

  private int remembered() {
    return switch (past.kind()) {
      case FORMER, SHARED -> 3;
      case FORMER_TORN, TORN -> 2;
      default -> 0;
    };
  }

  private void unchanged() throws IOException {
    boolean keeps = past.kind().isRefused() || past.kind().isFormer();
    if (keeps
        && Files.isRegularFile(named)
        && !Arrays.equals(Files.readAllBytes(named), past.bytes())) {
      violation("a file is changed that must stay as it is: " + past.kind());
    }
  }

  private void violation(String what) {
    KillableProcess process = world.time().current().process();
    truth.violation(new Violation("journal file", what, process == null ? "all" : process.name()));
  }

  /** The journal while it is open: its writer may die within a line. */
  private final class Watched implements Journal {

    private final Path path;
    private final Journal journal;

    private Watched(Path path, Journal journal) {
      this.path = path;
      this.journal = journal;
    }

    @Override
    public void write(List<? extends Entry> entries) {
      KillableProcess process = world.time().current().process();
      if (process != null && world.weather().strikes(Fault.JOURNAL_TORN)) {
        world.note(process.name() + " dies with half of the journal's entry on the disk");
        tear(entries);
        throw process.die();
      }
      world.effect(
          "the journal's entry",
          () -> {
            journal.write(entries);
            entries.forEach(entry -> truth.archives().journal(EntryCodec.json(entry)));
            return true;
          });
    }

    private void tear(List<? extends Entry> entries) {
      Path second = path.resolveSibling(path.getFileName() + ".2");
      Path written = Files.exists(second) ? second : path;
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        if (Files.size(written) == 0) {
          bytes.writeBytes(JournalPast.HEAD.getBytes(StandardCharsets.UTF_8));
        }
        entries.forEach(entry -> bytes.writeBytes(JournalPast.line(EntryCodec.json(entry))));
        byte[] half = Arrays.copyOf(bytes.toByteArray(), world.random().nextInt(bytes.size()));
        Files.write(written, half, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String location() {
      return journal.location();
    }

    @Override
    public boolean isExclusive() {
      return journal.isExclusive();
    }

    @Override
    public void read(Consumer<? super Entry> reader) {
      journal.read(reader);
    }

    @Override
    public Map<String, Claim> claim(
        String run, Map<String, String> payloads, boolean despiteStored) {
      return journal.claim(run, payloads, despiteStored);
    }

    @Override
    public void release(String run, Collection<String> records) {
      journal.release(run, records);
    }

    @Override
    public void close() {
      journal.close();
      try {
        unchanged();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
