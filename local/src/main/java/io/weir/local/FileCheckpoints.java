package io.weir.local;

import io.weir.local.mapping.Checkpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Checkpoints as one small file a shard, replaced as a whole.
 *
 * <p>Not forced to the disk: an older checkpoint after a power cut means that records are delivered
 * again, which the mapping may do at any time.
 */
final class FileCheckpoints implements Checkpoints {

  private static final String SHARD_END = "SHARD_END";

  private final Path directory;

  FileCheckpoints(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory " + directory, e);
    }
  }

  @Override
  public Optional<Checkpoint> load(String shardId) {
    Path file = directory.resolve(shardId);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(file).strip();
      return Optional.of(
          text.equals(SHARD_END) ? new Checkpoint.ShardEnd() : new Checkpoint.Through(text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoint " + file, e);
    }
  }

  @Override
  public void save(String shardId, Checkpoint checkpoint) {
    String text =
        checkpoint instanceof Checkpoint.Through through ? through.sequenceNumber() : SHARD_END;
    Path next = directory.resolve(shardId + ".next");
    try {
      Files.writeString(next, text);
      Files.move(next, directory.resolve(shardId), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the checkpoint " + next, e);
    }
  }
}
