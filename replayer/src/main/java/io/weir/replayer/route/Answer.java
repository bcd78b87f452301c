package io.weir.replayer.route;

import io.weir.replayer.journal.Resent;

/** What a route said about one record. */
public sealed interface Answer {

  /** It is done, says the route. */
  record Done(String detail) implements Answer {}

  /**
   * It is in its stream again, and every consumer will see it; what becomes of it is not known yet.
   */
  record InStream(Resent as) implements Answer {}

  /** It failed, this very record. */
  record Failed(String detail) implements Answer {}

  /** It failed together with others; the answer does not say which of them is to blame. */
  record Suspect(String detail) implements Answer {}

  /** It was not tried, or no answer said that it was: it may be sent again. */
  record NotReached() implements Answer {}

  /** It was turned away untried because there is too much to do. */
  record Throttled(String detail) implements Answer {}

  /** The answer was lost: it may have been tried, or not. */
  record Lost(String detail) implements Answer {}
}
