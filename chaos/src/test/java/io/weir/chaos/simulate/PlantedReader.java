package io.weir.chaos.simulate;

import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.StreamException;
import io.weir.replayer.recover.StreamReader;
import java.time.Duration;

/** Something that reads a stream like another, but for what a bug changes. */
class PlantedReader implements StreamReader {
  private final StreamReader reader;

  PlantedReader(StreamReader reader) {
    this.reader = reader;
  }

  @Override
  public Duration retention(StreamArn stream) throws StreamException {
    return reader.retention(stream);
  }

  @Override
  public String iterator(StreamArn stream, String shardId, Position position)
      throws StreamException {
    return reader.iterator(stream, shardId, position);
  }

  @Override
  public Page read(StreamArn stream, String shardId, String iterator, int limit)
      throws StreamException {
    return reader.read(stream, shardId, iterator, limit);
  }
}
