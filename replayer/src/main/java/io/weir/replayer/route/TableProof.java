package io.weir.replayer.route;

import io.weir.event.Event;
import io.weir.event.StoredEvent.Likeness;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.examine.StoreLookup.LookupException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds the proof in the table of events: the event that the record's own bytes become, whatever a
 * plan expects.
 *
 * @param table the table
 * @param judge the function's decoder
 */
public record TableProof(StoreLookup table, Judge judge) implements Proof {

  @Override
  public List<TableState> look(List<Work> records) {
    List<Event> events = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Work work = records.get(i);
      Optional<Event> event = judge.event(work.original(), work.payload());
      if (event.isPresent()) {
        events.add(event.get());
        places.add(i);
      }
    }
    // What the decoder does not take cannot be in the table in a form that could be compared.
    List<TableState> findings =
        new ArrayList<>(Collections.nCopies(records.size(), TableState.UNREADABLE));
    try {
      List<Optional<Likeness>> stored = events.isEmpty() ? List.of() : table.look(events);
      for (int i = 0; i < places.size(); i++) {
        findings.set(places.get(i), finding(stored.get(i)));
      }
    } catch (LookupException e) {
      return Collections.nCopies(records.size(), TableState.UNREADABLE);
    }
    return findings;
  }

  private static TableState finding(Optional<Likeness> stored) {
    if (stored.isEmpty()) {
      return TableState.ABSENT;
    }
    return stored.get() == Likeness.SAME ? TableState.STORED : TableState.OTHER;
  }
}
