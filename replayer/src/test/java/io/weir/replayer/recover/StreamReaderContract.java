package io.weir.replayer.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.StreamReader.Page;
import io.weir.replayer.recover.StreamReader.Position;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What recovery relies on, of Kinesis and of the fake that stands for it in tests. */
@Timeout(60)
public abstract class StreamReaderContract {

  /** The shard that the records are in. */
  protected static final String SHARD = "shardId-000000000000";

  /** Returns the reader under test. */
  protected abstract StreamReader reader();

  /** Returns a stream with one shard and five records. */
  protected abstract StreamArn stream();

  /** Returns its records. */
  protected abstract List<RecoveredRecord> records();

  private Page read(Position position, int limit) throws StreamException {
    StreamReader reader = reader();
    return reader.read(stream(), SHARD, reader.iterator(stream(), SHARD, position), limit);
  }

  @Test
  void aStreamTellsItsRetention() throws StreamException {
    assertThat(reader().retention(stream())).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void atARecordItComesFirstToTheByte() throws StreamException {
    List<RecoveredRecord> all = records();
    for (int i = 0; i < all.size(); i++) {
      assertThat(read(new Position.At(all.get(i).coordinates().sequenceNumber()), 100).records())
          .isEqualTo(all.subList(i, all.size()));
    }
  }

  @Test
  void afterARecordTheNextOneComesFirst() throws StreamException {
    List<RecoveredRecord> all = records();
    assertThat(read(new Position.After(all.get(1).coordinates().sequenceNumber()), 2).records())
        .isEqualTo(all.subList(2, 4));
  }

  @Test
  void theOldestComesFirstFromTheOldest() throws StreamException {
    assertThat(read(new Position.Oldest(), 1).records()).isEqualTo(records().subList(0, 1));
  }

  @Test
  void behindTheLastRecordIsTheTip() throws StreamException {
    List<RecoveredRecord> all = records();
    Page page = read(new Position.After(all.get(4).coordinates().sequenceNumber()), 10);
    assertThat(page.records()).isEmpty();
    assertThat(page.behind()).isEqualTo(Duration.ZERO);
    assertThat(page.next()).isPresent();
  }

  @Test
  void aShardThatIsNotThereIsGone() {
    assertThatThrownBy(
            () -> reader().iterator(stream(), "shardId-000000000077", new Position.Oldest()))
        .isInstanceOfSatisfying(
            StreamException.class, e -> assertThat(e.kind()).isEqualTo(StreamException.Kind.GONE));
  }
}
