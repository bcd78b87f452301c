package io.weir.handler.call;

import io.weir.handler.call.Lanes.NoRoomException;
import io.weir.handler.call.Lanes.Task;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Sends any number of entries through a batch operation: cut into chunks, several under way.
 *
 * @param lanes the threads on which chunks are sent
 * @param backOff the waits between tries
 */
public record Dispatcher(Lanes lanes, BackOff backOff) {

  /**
   * Returns one result per entry in the entries' order; throws nothing that a client throws. An
   * entry is asked for when there is room for it, and let go once its chunk was sent.
   */
  public <E, R> List<R> send(
      Iterator<E> entries, BatchApi<E, R> api, Chunks limits, ToLongFunction<E> size, Deadline by) {
    BatchCall<E, R> call = new BatchCall<>(api, backOff, by);
    List<List<R>> results =
        lanes.each(limits.cut(entries, size), chunk -> task(call, api, chunk), by);
    return results.stream().flatMap(List::stream).toList();
  }

  private static <E, R> Task<List<R>> task(
      BatchCall<E, R> call, BatchApi<E, R> api, List<E> chunk) {
    int entries = chunk.size();
    return new Task<>(
        () -> call.send(chunk), why -> Collections.nCopies(entries, api.unsettled(code(why))));
  }

  private static String code(Throwable why) {
    return why instanceof NoRoomException ? BatchApi.NOT_TRIED : why.getClass().getSimpleName();
  }
}
