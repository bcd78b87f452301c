package io.weir.handler.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The limits of one call to a batch operation.
 *
 * @param entries the most entries
 * @param bytes the most bytes; a single entry that is larger goes alone
 */
public record Chunks(int entries, long bytes) {

  /** Cuts a list into chunks within the limits, keeping its order. */
  public <T> List<List<T>> cut(List<T> all, ToLongFunction<T> size) {
    List<List<T>> chunks = new ArrayList<>();
    List<T> chunk = new ArrayList<>();
    long filled = 0;
    for (T entry : all) {
      long more = size.applyAsLong(entry);
      if (!chunk.isEmpty() && (chunk.size() == entries || filled + more > bytes)) {
        chunks.add(List.copyOf(chunk));
        chunk.clear();
        filled = 0;
      }
      chunk.add(entry);
      filled += more;
    }
    if (!chunk.isEmpty()) {
      chunks.add(List.copyOf(chunk));
    }
    return chunks;
  }
}
