package io.weir.local.kinesis;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.weir.local.kinesis.StreamLog.LogEntry;
import io.weir.local.kinesis.StreamLog.LogEntry.LoggedRecord;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Streams in a directory, a log file each.
 *
 * <p>A file is named after its number, not its stream: two streams whose names differ only in case
 * must not meet on a file system that does not tell them apart.
 */
final class FileStorage implements Storage {

  private static final long WORTH_COMPACTING = 1 << 20;
  private static final int RECORDS_PER_ENTRY = 500;
  private static final String SUFFIX = ".log";

  private final Path directory;
  private final InstantSource clock;
  private final FileChannel lock;
  private int lastNumber;

  FileStorage(Path directory, InstantSource clock) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.clock = clock;
    this.lock =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new IOException(directory + " is in use by another process");
      }
    } catch (IOException | OverlappingFileLockException e) {
      lock.close();
      throw new IOException(directory + " is in use", e);
    }
  }

  @Override
  public List<Restored> restore() throws IOException {
    List<Restored> restored = new ArrayList<>();
    for (Path file : logs()) {
      lastNumber = Math.max(lastNumber, numberOf(file));
      Replay replay = new Replay();
      FileLog log = FileLog.open(file, replay::take);
      if (replay.state == null) {
        log.delete(); // its creation was never acknowledged
      } else {
        restored.add(compact(file, new Restored(replay.state, replay.records, log)));
      }
    }
    return restored;
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  @Override
  public synchronized StreamLog create(StreamState first) {
    try {
      FileLog log = FileLog.open(directory.resolve(++lastNumber + SUFFIX), entry -> {});
      log.append(new LogEntry.Changed(first));
      forceDirectory();
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rewrites a log that is mostly expired records. */
  private Restored compact(Path file, Restored stream) throws IOException {
    Restored live = UnexpiredRecords.of(stream, clock.instant());
    FileLog old = (FileLog) stream.log();
    long kept = live.records().stream().mapToLong(logged -> logged.record().size()).sum();
    if (old.size() < WORTH_COMPACTING || kept > old.size() / 2) {
      return stream;
    }
    Path fresh = directory.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileLog rewritten = FileLog.open(fresh, entry -> {})) {
      rewritten.append(new LogEntry.Changed(live.state()));
      for (int i = 0; i < live.records().size(); i += RECORDS_PER_ENTRY) {
        int end = Math.min(i + RECORDS_PER_ENTRY, live.records().size());
        rewritten.append(new LogEntry.Accepted(live.records().subList(i, end)));
      }
    }
    old.close();
    Files.move(fresh, file, ATOMIC_MOVE);
    forceDirectory();
    return new Restored(live.state(), live.records(), FileLog.open(file, entry -> {}));
  }

  /** A new name is only as durable as its directory; Windows knows no such thing. */
  private void forceDirectory() throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static int numberOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** Collects what a log says; the last state counts. */
  private static final class Replay {
    private @Nullable StreamState state;
    private final List<LoggedRecord> records = new ArrayList<>();

    void take(LogEntry entry) {
      if (entry instanceof LogEntry.Changed changed) {
        state = changed.state();
      } else if (entry instanceof LogEntry.Accepted accepted) {
        records.addAll(accepted.records());
      }
    }
  }
}
