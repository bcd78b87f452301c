package io.weir.replayer.journal;

import io.weir.replayer.disk.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a file of NDJSON.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>Each write is on the disk when it returns. A crash can leave a torn last line: it was never
 * confirmed to anybody, so it is cut off when the file is opened again. A damaged line in the
 * middle is no crash's doing, and nothing behind it can be trusted: the journal refuses to open.
 *
 * <p>One process at a time has the file, so every claim is granted.
 */
public final class FileJournal implements Journal {

  private final String location;
  private final LogFile file;
  private final List<Entry> entries;
  private boolean torn;

  /**
   * Opens a journal that a file holds, which this journal closes.
   *
   * @param location where it is, for a person
   * @throws JournalException if it is damaged
   */
  public FileJournal(String location, LogFile file) throws IOException {
    this.location = location;
    this.file = file;
    byte[] bytes = file.read();
    Lines lines = Lines.of(bytes, location);
    if (lines.whole() < bytes.length) {
      file.truncate(lines.whole());
    }
    this.entries = new ArrayList<>(lines.entries());
  }

  /**
   * Opens or makes the file, for this process alone.
   *
   * @throws JournalException if another process has it, or it is damaged
   */
  public static FileJournal open(Path path) {
    DiskFile file = null;
    try {
      file = DiskFile.open(path);
      FileJournal journal = new FileJournal(path.toString(), file);
      file = null;
      return journal;
    } catch (IOException e) {
      throw new JournalException("the journal " + path + " cannot be opened: " + Fault.of(e), e);
    } finally {
      closeUnlessNull(file);
    }
  }

  /** Returns a file's entries without taking it from anybody; none if there is no such file. */
  public static List<Entry> entries(Path path) {
    try {
      return Lines.of(Files.readAllBytes(path), path.toString()).entries();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new JournalException("the journal " + path + " cannot be read: " + Fault.of(e), e);
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
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void write(List<? extends Entry> more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
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
    } catch (IOException e) {
      throw new JournalException(
          "the journal " + location + " cannot be written: " + Fault.of(e), e);
    }
    entries.addAll(more);
  }

  @Override
  public Map<String, Claim> claim(String run, Collection<String> records) {
    Map<String, Claim> claims = new LinkedHashMap<>();
    records.forEach(record -> claims.put(record, new Claim.Granted()));
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

  /**
   * A journal's lines.
   *
   * @param entries what they say
   * @param whole how many bytes hold them; what follows is a torn line
   */
  private record Lines(List<Entry> entries, int whole) {

    static Lines of(byte[] bytes, String location) {
      List<Entry> entries = new ArrayList<>();
      int start = 0;
      for (int end = start; end < bytes.length; end++) {
        if (bytes[end] == '\n') {
          String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
          Optional<Entry> entry = EntryCodec.read(line);
          if (entry.isEmpty()) {
            if (end == bytes.length - 1) {
              break; // the last one: torn, although its end reached the disk
            }
            throw new JournalException(
                "line %d of the journal %s is damaged: keep the file, and go on with another one"
                    .formatted(entries.size() + 1, location));
          }
          entries.add(entry.get());
          start = end + 1;
        }
      }
      return new Lines(entries, start);
    }
  }
}
