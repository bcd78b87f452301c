package io.weir.local.pipeline;

import io.weir.local.mapping.engine.Checkpoints;
import io.weir.local.mapping.engine.StartingPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Checkpoints as one small file a shard, replaced as a whole.
 *
 * <p>Not forced to the disk: an older checkpoint after a power cut means that records are delivered
 * again, which the mapping may do at any time.
 */
final class FileCheckpoints implements Checkpoints {

  private static final String SHARD_END = "SHARD_END";
  private static final String TRIM_HORIZON = "TRIM_HORIZON";
  private static final String AT = "AT ";

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
      return Optional.of(checkpoint(text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoint " + file, e);
    }
  }

  @Override
  public void save(String shardId, Checkpoint checkpoint) {
    String text = text(checkpoint);
    Path next = directory.resolve(shardId + ".next");
    try {
      Files.writeString(next, text);
      Files.move(next, directory.resolve(shardId), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the checkpoint " + next, e);
    }
  }

  private static Checkpoint checkpoint(String text) {
    if (text.startsWith(SHARD_END)) {
      return new Checkpoint.ShardEnd(text.substring(SHARD_END.length()).strip());
    }
    if (text.equals(TRIM_HORIZON)) {
      return new Checkpoint.Start(new StartingPosition.TrimHorizon());
    }
    return text.startsWith(AT)
        ? new Checkpoint.Start(
            new StartingPosition.AtTimestamp(Instant.parse(text.substring(AT.length()))))
        : new Checkpoint.Through(text);
  }

  private static String text(Checkpoint checkpoint) {
    if (checkpoint instanceof Checkpoint.Through through) {
      return through.sequenceNumber();
    }
    if (checkpoint instanceof Checkpoint.Start start) {
      return start.at() instanceof StartingPosition.AtTimestamp at
          ? AT + at.timestamp()
          : TRIM_HORIZON;
    }
    return checkpoint instanceof Checkpoint.ShardEnd end
        ? (SHARD_END + " " + end.startsAt()).strip()
        : SHARD_END;
  }
}
