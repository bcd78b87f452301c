package io.weir.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.mapping.engine.Checkpoints.Checkpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints in files. */
class FileCheckpointsTest {

  @TempDir private Path directory;

  @Test
  void aShardThatWasNeverReadHasNone() {
    assertThat(new FileCheckpoints(directory).load("shardId-000000000000")).isEmpty();
  }

  @Test
  void anotherRunFindsTheLastOneOfEachShard() {
    FileCheckpoints first = new FileCheckpoints(directory.resolve("new"));
    first.save("a", new Checkpoint.Through("1"));
    first.save("a", new Checkpoint.Through("23"));
    first.save("b", new Checkpoint.ShardEnd());

    FileCheckpoints second = new FileCheckpoints(directory.resolve("new"));

    assertThat(second.load("a")).contains(new Checkpoint.Through("23"));
    assertThat(second.load("b")).contains(new Checkpoint.ShardEnd());
  }
}
