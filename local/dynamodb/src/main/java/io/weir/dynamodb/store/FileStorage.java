package io.weir.dynamodb.store;

import io.weir.dynamodb.table.Storage;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * Tables in one file of H2's MVStore, which only its owner may read.
 *
 * <p>A write is confirmed when a commit that has it is on the disk; writes that come meanwhile
 * share the next commit. A commit has all of a request's writes or none.
 */
public final class FileStorage implements Storage {

  private static final String TABLES = "tables";

  private final MVStore store;
  private final MVMap<String, String> tables;

  /** Held by many writers, or by the one commit, which must not cut a request in two. */
  private final ReadWriteLock gate = new ReentrantReadWriteLock();

  private final Object committing = new Object();
  private final AtomicLong written = new AtomicLong();
  private volatile long committed;

  private FileStorage(MVStore store) {
    this.store = store;
    this.tables =
        store.openMap(
            TABLES,
            new MVMap.Builder<String, String>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StringDataType.INSTANCE));
  }

  /**
   * Opens the tables of a directory, which is made if it is not there.
   *
   * @throws StorageException if another process has them open, or they cannot be read; nothing is
   *     overwritten then
   */
  public static FileStorage in(Path directory) {
    Path file = directory.resolve("tables.mv");
    try {
      Files.createDirectories(directory);
      if (Files.notExists(file)) {
        create(file);
      }
      MVStore store = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
      return new FileStorage(store);
    } catch (IOException e) {
      throw new StorageException("the tables cannot be kept in " + directory + ": " + e, e);
    } catch (MVStoreException e) {
      throw new StorageException(why(e, file), e);
    }
  }

  private static void create(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private static String why(MVStoreException e, Path file) {
    return switch (e.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          "another process has the tables in " + file + " open; stop it, or take another directory";
      case DataUtils.ERROR_FILE_CORRUPT ->
          file
              + " is damaged, or no file of tables; it was left as it is. Move it away to begin"
              + " without its tables";
      default -> "the tables in " + file + " cannot be read: " + e.getMessage();
    };
  }

  private MVMap<byte[], byte[]> items(String tableId) {
    return store.openMap(
        "items." + tableId,
        new MVMap.Builder<byte[], byte[]>()
            .keyType(KeyType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  @Override
  public void saved(Table table) {
    change(() -> tables.put(table.identity().id(), TableJson.write(table))).await();
  }

  @Override
  public void dropped(Table table) {
    change(
            () -> {
              tables.remove(table.identity().id());
              store.removeMap("items." + table.identity().id());
            })
        .await();
  }

  @Override
  public Confirmation written(List<StoredWrite> writes) {
    return change(() -> writes.forEach(this::write));
  }

  private void write(StoredWrite write) {
    MVMap<byte[], byte[]> items = items(write.table().identity().id());
    byte[] packed = write.packed();
    if (packed == null) {
      items.remove(write.key());
    } else {
      items.put(write.key(), packed);
    }
  }

  private Confirmation change(Runnable change) {
    long number;
    Lock shared = gate.readLock();
    shared.lock();
    try {
      change.run();
      number = written.incrementAndGet();
    } finally {
      shared.unlock();
    }
    return () -> awaitCommit(number);
  }

  /** The first that waits commits for all that have written by then. */
  private void awaitCommit(long number) {
    synchronized (committing) {
      if (committed >= number) {
        return;
      }
      long upTo;
      Lock alone = gate.writeLock();
      alone.lock();
      try {
        upTo = written.get();
        store.commit();
      } finally {
        alone.unlock();
      }
      store.sync();
      committed = upTo;
    }
  }

  @Override
  public void restore(Tables.Restoring restoring) {
    for (String json : tables.values()) {
      StoredTable stored = TableJson.read(json);
      Table table = restoring.table(stored);
      items(stored.identity().id()).values().forEach(it -> restoring.item(table, it));
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
