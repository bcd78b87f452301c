package io.weir.handler.store;

import io.weir.event.Event;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The events of one batch in their order. Each is made when it is asked for, and can be made again
 * later: an event takes many times its payload's memory, so no caller should hold all of them.
 */
public interface Events extends Iterator<Event> {

  /**
   * Makes one again that was asked for already, by its place among the events, from 0. May be
   * called on any thread.
   */
  Event again(int place);

  /** Returns events that are there already. */
  static Events of(List<Event> events) {
    Iterator<Event> next = events.iterator();
    return new Events() {
      @Override
      public boolean hasNext() {
        return next.hasNext();
      }

      @Override
      public Event next() {
        return next.next();
      }

      @Override
      public Event again(int place) {
        return events.get(place);
      }
    };
  }

  /** Returns these events, each of them changed. */
  default Events map(UnaryOperator<Event> change) {
    Events all = this;
    return new Events() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Event next() {
        return change.apply(all.next());
      }

      @Override
      public Event again(int place) {
        return change.apply(all.again(place));
      }
    };
  }
}
