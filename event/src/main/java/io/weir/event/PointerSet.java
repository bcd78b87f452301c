package io.weir.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON Pointers (RFC 6901), each a list of names, as a tree of names: a document is matched against
 * all of them while it is read.
 */
final class PointerSet {

  private final Map<String, PointerSet> children = new HashMap<>(4);
  private @Nullable List<String> end;

  /** Takes pointers of which none is empty. */
  static PointerSet of(List<List<String>> pointers) {
    PointerSet root = new PointerSet();
    for (List<String> pointer : pointers) {
      PointerSet at = root;
      for (String name : pointer) {
        at = at.children.computeIfAbsent(name, any -> new PointerSet());
      }
      at.end = pointer;
    }
    return root;
  }

  /** Returns what is below a name, or an element's index; null if no pointer goes there. */
  @Nullable PointerSet below(String name) {
    return children.get(name);
  }

  /** Returns the pointer that ends here; null if none does. */
  @Nullable List<String> end() {
    return end;
  }
}
