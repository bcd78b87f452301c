package io.weir.replayer.journal;

import io.weir.replayer.journal.Journal.Claim;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a file of NDJSON.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>Each write is on the disk when it returns. A crash can leave a torn last line: it was never
 * confirmed to a caller, so it is cut off when the file is opened again. A crash cannot cause a
 * damaged line in the middle, and nothing behind it can be trusted: the journal refuses to open. A
 * line with the right sum that is not understood is never cut off: a newer version wrote it.
 *
 * <p>A file that version 0.1.0 has written stays as it is. What is written from now on goes into a
 * second file beside it, and both are read as one (docs/decisions/0015).
 *
 * <p>One process at a time has the files, so every claim is granted.
 */
public final class FileJournal implements Journal {

  private static final String SECOND = ".2";

  private final String location;
  private final @Nullable LogFile former;
  private final LogFile file;
  private boolean begun;
  private boolean torn;

  /**
   * Opens a journal that a file holds, which this journal closes.
   *
   * @param location where it is, for a person
   * @throws JournalException if it is damaged
   */
  public FileJournal(String location, LogFile file) throws IOException {
    this(location, file, null);
  }

  /** Opens one whose first entries lie in a file that is only read. */
  private FileJournal(String location, LogFile file, @Nullable LogFile former) throws IOException {
    this.location = location;
    this.file = file;
    this.former = former;
    JournalLines lines = checked(file.read(), location);
    if (lines.whole() < lines.length()) {
      file.truncate(lines.whole());
    }
    this.begun = lines.whole() > 0;
  }

  /** Returns a file's lines, behind the last one. */
  private static JournalLines checked(InputStream in, String location) throws IOException {
    try (JournalLines lines = new JournalLines(in, location)) {
      String json = lines.json();
      while (json != null) {
        json = lines.json();
      }
      return lines;
    }
  }

  /**
   * Opens or makes the file, for this process alone.
   *
   * @throws JournalException if another process has it, or it is damaged
   */
  public static FileJournal open(Path path) {
    DiskFile named = null;
    DiskFile second = null;
    try {
      named = DiskFile.open(path); // also where it is not written: an older version may want to
      FileJournal journal;
      if (isOfFirstForm(named) || Files.exists(second(path))) {
        checked(named.read(), path.toString());
        second = DiskFile.open(second(path));
        journal = new FileJournal(second(path).toString(), second, named);
      } else {
        journal = new FileJournal(path.toString(), named);
      }
      named = null;
      second = null;
      return journal;
    } catch (IOException e) {
      throw new JournalException("the journal " + path + " cannot be opened: " + Fault.of(e), e);
    } finally {
      closeUnlessNull(second);
      closeUnlessNull(named);
    }
  }

  private static boolean isOfFirstForm(DiskFile file) throws IOException {
    try (InputStream in = file.read()) {
      return JournalLines.isOfFirstForm(in.readNBytes(JournalLines.HEAD.length));
    }
  }

  /** Returns where entries are written if version 0.1.0 has written the file that is named. */
  private static Path second(Path path) {
    return path.resolveSibling(path.getFileName() + SECOND);
  }

  /** Hands on a file's entries without locking it; none if there is no such file. */
  public static void read(Path path, Consumer<? super Entry> reader) {
    try (JournalLines first = lines(path);
        JournalLines then = lines(second(path))) {
      merge(first, then, reader);
    } catch (IOException e) {
      throw new JournalException("the journal " + path + " cannot be read: " + Fault.of(e), e);
    }
  }

  private static JournalLines lines(Path path) throws IOException {
    DiskFile.check(path);
    try {
      return new JournalLines(Files.newInputStream(path), path.toString());
    } catch (NoSuchFileException e) {
      return new JournalLines(new ByteArrayInputStream(new byte[0]), path.toString());
    }
  }

  /** By their times, since version 0.1.0 may go on with its own file; each in its own order. */
  private static void merge(
      JournalLines first, JournalLines second, Consumer<? super Entry> reader) {
    Entry one = first.entry();
    Entry other = second.entry();
    while (one != null || other != null) {
      if (other == null || (one != null && !one.at().isAfter(other.at()))) {
        reader.accept(one);
        one = first.entry();
      } else {
        reader.accept(other);
        other = second.entry();
      }
    }
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public boolean isExclusive() {
    return true;
  }

  @Override
  public void read(Consumer<? super Entry> reader) {
    try (JournalLines first =
            new JournalLines(
                former == null ? new ByteArrayInputStream(new byte[0]) : former.read(), location);
        JournalLines then = new JournalLines(file.read(), location)) {
      merge(first, then, reader);
    } catch (IOException e) {
      throw new JournalException("the journal " + location + " cannot be read: " + Fault.of(e), e);
    }
  }

  @Override
  public void write(List<? extends Entry> more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!begun) {
      bytes.writeBytes(JournalLines.HEAD);
    }
    for (Entry entry : more) {
      bytes.writeBytes(EntryCodec.line(entry));
    }
    if (torn) {
      throw new JournalException("the journal " + location + " could not be written before");
    }
    try {
      torn = true; // until the disk says otherwise: nothing may follow half a line
      file.append(bytes.toByteArray());
      torn = false;
      begun = true;
    } catch (IOException e) {
      throw new JournalException(
          "the journal " + location + " cannot be written: " + Fault.of(e), e);
    }
  }

  @Override
  public Map<String, Claim> claim(String run, Map<String, String> payloads, boolean despiteStored) {
    Map<String, Claim> claims = new LinkedHashMap<>();
    payloads.keySet().forEach(record -> claims.put(record, new Claim.Granted()));
    return claims;
  }

  @Override
  public void release(String run, Collection<String> records) {
    // The lock on the file is the claim.
  }

  @Override
  public void close() {
    try {
      file.close();
      if (former != null) {
        former.close();
      }
    } catch (IOException e) {
      throw new JournalException("the journal " + location + " cannot be closed: " + e, e);
    }
  }

  private static void closeUnlessNull(@Nullable DiskFile file) {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new JournalException("the journal cannot be closed: " + e, e);
      }
    }
  }
}
