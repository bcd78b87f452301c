package io.weir.handler.call;

import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Sends any number of entries through a batch operation: cut into chunks, several under way.
 *
 * @param lanes the threads on which chunks are sent
 * @param backOff the waits between tries
 */
public record Dispatcher(Lanes lanes, BackOff backOff) {

  /** Returns one result per entry in the entries' order; throws nothing that a client throws. */
  public <E, R> List<R> send(
      List<E> entries, BatchApi<E, R> api, Chunks limits, ToLongFunction<E> size, Deadline by) {
    List<List<E>> chunks = limits.cut(entries, size);
    List<List<R>> results =
        lanes.each(
            chunks,
            chunk -> new BatchCall<>(api, backOff, by).send(chunk),
            (chunk, why) -> unknown(api, chunk, why),
            by);
    return results.stream().flatMap(List::stream).toList();
  }

  private static <E, R> List<R> unknown(BatchApi<E, R> api, List<E> chunk, Throwable why) {
    return Collections.nCopies(chunk.size(), api.unsettled(why.getClass().getSimpleName()));
  }
}
