package io.weir.replayer.recover;

import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.StreamException.Kind;
import io.weir.replayer.recover.StreamReader.Page;
import io.weir.replayer.recover.StreamReader.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in one shard that moves forward, and keeps what it has read since the last {@link #seek},
 * so that letters which point at neighbouring records share their reads.
 */
final class ShardCursor {

  /** In a row, before a call that is throttled or fails in passing is given up. */
  static final int MAX_ATTEMPTS = 8;

  /** In a row, before what should be there is given up for now. */
  static final int MAX_EMPTY_PAGES = 60;

  private static final int MAX_PAGE = 10_000;

  private final StreamReader reader;
  private final StreamArn stream;
  private final String shardId;
  private final ReadPace pace;

  private final List<RecoveredRecord> kept = new ArrayList<>();
  private int index;
  private Position opened = new Position.Oldest();
  private @Nullable String iterator;
  private End end = End.TIP;

  /** What a step came to. */
  enum End {
    /** The shard is closed, and has no more records. */
    END_OF_SHARD,
    /** Nothing has been written behind this place yet. */
    TIP,
    /** Page after page was empty. */
    NOTHING_COMES
  }

  ShardCursor(StreamReader reader, StreamArn stream, String shardId, ReadPace pace) {
    this.reader = reader;
    this.stream = stream;
    this.shardId = shardId;
    this.pace = pace;
  }

  /** Goes to a record; without a call if it was read already. */
  void seek(SequenceNumber start) throws StreamException, InterruptedException {
    int behind = 0;
    while (behind < kept.size() && number(kept.get(behind)).compareTo(start) < 0) {
      behind++;
    }
    if (behind < kept.size() && (behind > 0 || number(kept.get(0)).equals(start))) {
      kept.subList(0, behind).clear();
      index = 0;
      return;
    }
    open(new Position.At(start));
  }

  /** Goes to the oldest record that the shard has. */
  void seekOldest() throws StreamException, InterruptedException {
    open(new Position.Oldest());
  }

  /**
   * Returns the next record and stays in front of it, or empty if there is none; {@link #end} then
   * says why.
   *
   * @param limit the most records to read at once
   */
  Optional<RecoveredRecord> peek(int limit) throws StreamException, InterruptedException {
    int empty = 0;
    int atTip = 0;
    while (index == kept.size()) {
      if (iterator == null) {
        end = End.END_OF_SHARD;
        return Optional.empty();
      }
      Page page = read(Math.min(limit, MAX_PAGE));
      kept.addAll(page.records());
      iterator = page.next().orElse(null);
      if (!page.records().isEmpty()) {
        break;
      }
      empty++;
      atTip = page.behind().equals(Duration.ZERO) ? atTip + 1 : 0;
      // One page that claims to be at the tip may be a hiccup; two in a row are believed.
      if (iterator != null && (atTip == 2 || empty == MAX_EMPTY_PAGES)) {
        end = atTip == 2 ? End.TIP : End.NOTHING_COMES;
        return Optional.empty();
      }
    }
    return Optional.of(kept.get(index));
  }

  /** Returns why the last {@link #peek} had nothing. */
  End end() {
    return end;
  }

  /** Goes past the record that {@link #peek} has shown. */
  void advance() {
    index++;
  }

  private void open(Position position) throws StreamException, InterruptedException {
    kept.clear();
    index = 0;
    iterator = null;
    opened = position;
    iterator = patiently(() -> reader.iterator(stream, shardId, position));
  }

  private Page read(int limit) throws StreamException, InterruptedException {
    for (int renewals = 0; ; renewals++) {
      try {
        return patiently(() -> readOnce(limit));
      } catch (StreamException e) {
        if (e.kind() != Kind.ITERATOR_EXPIRED || renewals == MAX_ATTEMPTS) {
          throw e;
        }
        Position again =
            kept.isEmpty() ? opened : new Position.After(number(kept.get(kept.size() - 1)));
        iterator = patiently(() -> reader.iterator(stream, shardId, again));
      }
    }
  }

  private Page readOnce(int limit) throws StreamException, InterruptedException {
    pace.beforeRead(lane());
    String from = iterator;
    if (from == null) {
      throw new IllegalStateException("read before it was opened");
    }
    Page page = reader.read(stream, shardId, from, limit);
    pace.afterRead(lane(), page.records().stream().mapToLong(r -> r.payload().size()).sum());
    return page;
  }

  private <T> T patiently(Call<T> call) throws StreamException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.make();
      } catch (StreamException e) {
        if (e.kind() != Kind.SLOW_DOWN || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        pace.afterThrottling(lane());
      }
    }
  }

  private String lane() {
    return stream + "/" + shardId;
  }

  private static SequenceNumber number(RecoveredRecord record) {
    return record.coordinates().sequenceNumber();
  }

  private interface Call<T> {
    T make() throws StreamException, InterruptedException;
  }
}
