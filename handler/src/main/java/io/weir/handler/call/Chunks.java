package io.weir.handler.call;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one call to a batch operation.
 *
 * @param entries the most entries
 * @param bytes the most bytes; a single entry that is larger goes alone
 */
public record Chunks(int entries, long bytes) {

  /**
   * Cuts entries into chunks within the limits, keeping their order. It goes along with them: no
   * more than one chunk, and the entry behind it, is taken before it is asked for.
   */
  public <T> Iterator<List<T>> cut(Iterator<T> all, ToLongFunction<T> size) {
    return new Cut<>(all, size);
  }

  private final class Cut<T> implements Iterator<List<T>> {
    private final Iterator<T> entries;
    private final ToLongFunction<T> size;
    private @Nullable T over;

    private Cut(Iterator<T> entries, ToLongFunction<T> size) {
      this.entries = entries;
      this.size = size;
    }

    @Override
    public boolean hasNext() {
      return over != null || entries.hasNext();
    }

    @Override
    public List<T> next() {
      T entry = over == null ? entries.next() : over;
      over = null;
      List<T> chunk = new ArrayList<>();
      chunk.add(entry);
      long filled = size.applyAsLong(entry);
      while (chunk.size() < Chunks.this.entries && entries.hasNext()) {
        T more = entries.next();
        filled += size.applyAsLong(more);
        if (filled > bytes) {
          over = more;
          break;
        }
        chunk.add(more);
      }
      return chunk;
    }
  }
}
