package io.weir.chaos.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order that the live path keeps: no record is handed to the function for the first time before
 * every earlier one of its key was, or was given up unseen because it was too old, or filtered. A
 * redrive may have stored that one in the meantime.
 *
 * <p>Not: that they are stored in this order. A record that fails is tried again, and those behind
 * it are not held up; in the table each item says where in the stream it was.
 */
final class Order {

  private final Truth truth;
  private final Map<String, List<AcceptedRecord>> keys = new HashMap<>();
  private final Map<String, Integer> next = new HashMap<>();
  private final Set<Integer> seen = new HashSet<>();

  Order(Truth truth) {
    this.truth = truth;
  }

  void accepted(AcceptedRecord known) {
    keys.computeIfAbsent(known.arrival().key(), key -> new ArrayList<>()).add(known);
  }

  void delivered(AcceptedRecord known) {
    if (!seen.add(known.arrival().place())) {
      return;
    }
    List<AcceptedRecord> all = keys.getOrDefault(known.arrival().key(), List.of());
    int first = next.getOrDefault(known.arrival().key(), 0);
    while (first < all.size() && isPast(all.get(first))) {
      first++;
    }
    next.put(known.arrival().key(), first);
    for (int i = first;
        i < all.size() && all.get(i).arrival().place() < known.arrival().place();
        i++) {
      if (!isPast(all.get(i))) {
        truth.violation("order", "it is delivered before " + all.get(i).coordinates(), known);
      }
    }
  }

  private boolean isPast(AcceptedRecord known) {
    return seen.contains(known.arrival().place())
        || truth.isGivenUp(known)
        || truth.isFiltered(known);
  }
}
