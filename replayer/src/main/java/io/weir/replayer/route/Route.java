package io.weir.replayer.route;

import java.util.List;

/**
 * The way a redriven record takes.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>A route never throws for a fault of what is behind it: it returns one answer per record, and
 * {@link Answer.Lost} where it cannot tell.
 */
public interface Route extends AutoCloseable {

  /** Returns its name: {@code lambda}, {@code stream} or {@code file}. */
  String name();

  /** Returns the most records of one batch. */
  int maxRecords();

  /** Returns the most that the records of one batch may weigh together, in bytes. */
  long maxBytes();

  /** Returns what a record weighs, in bytes. */
  long weight(Work work);

  /**
   * Sends records of one shard, no two of them with the same partition key.
   *
   * @return one answer per record in the records' order
   */
  List<Answer> send(List<Work> batch);

  /** Tells whether what is done here is over: a file is only a copy, its messages stay. */
  default boolean settles() {
    return true;
  }

  /**
   * Looks for proof of what was just sent. A route that only hands records on waits for it.
   *
   * @param answers what this route has said about the records
   */
  default List<TableState> look(Proof proof, List<Work> batch, List<Answer> answers)
      throws InterruptedException {
    return proof.look(batch);
  }

  @Override
  default void close() {}
}
