package io.weir.chaos.simulate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many calls a replayer's process may make, and how many it made. The bounds follow from its
 * code; each is a number of calls a letter, a record and a fault that struck this very process.
 *
 * <ul>
 *   <li>A command reads a range at most twice: for the plan, and again before anything is sent. One
 *       reading takes one iterator, and one more if the start is not known any more (KIN-41); one
 *       page for what the letter claims, then pages of twice the size for what other lanes have in
 *       between, two to believe that the tip is the tip, one behind that. A page that is turned
 *       away, short or empty is a fault that struck.
 *   <li>The function is called with a batch which is then judged, or halved. What is judged settles
 *       a record for this run, or was throttled; and n batches come of fewer than n cuts.
 *   <li>The table is asked for the examination, for identities, before the first batch, and once
 *       for each batch that is judged.
 *   <li>A message is deleted when its last record is safe, and then at most twice more; each time
 *       once more with a new receipt handle.
 *   <li>The queue is received from until all is found or three answers are empty; then once a
 *       second as long as another run holds what is missing, for the time of a lease at most.
 *   <li>The route to the stream looks into the table twice a second for each batch, and at each
 *       tenth time through the queue; a run that knows of records which were put again does so
 *       twice.
 * </ul>
 */
record Effort(Truth truth) {

  private static final long READINGS = 2;
  private static final long ITERATORS = 2;
  private static final long PAGES = 4;
  private static final long EMPTY_ANSWERS = 3;
  private static final long DELETIONS = 6;

  /** Two a second, as long as the route to the stream waits. */
  private static final long LOOKS = 2 * Tools.CONFIRM.toSeconds() + 1;

  /** What a process had to deal with, at most. */
  record Task(long letters, long records, String route, Habits habits) {}

  /** Holds what a process did against what it may do. */
  void check(KillableProcess process, Task task) {
    most(task, process.troubles())
        .forEach(
            (what, may) -> {
              long were = process.effects(what);
              if (were > may) {
                truth.violation(
                    new Truth.Violation(
                        "bounded work",
                        "%d times %s, and %d are possible for %d letters of %d records"
                            .formatted(were, what, may, task.letters(), task.records()),
                        process.name()));
              }
            });
  }

  private Map<String, Long> most(Task task, long troubles) {
    long pages = PAGES + BoundedWork.cuts(truth.all().size());
    long batches = task.records() + troubles;
    long looks = task.route().equals("stream") ? LOOKS : 0;
    long returns = task.habits().equals(Habits.PLAIN) ? 0 : 2 + batches * looks / 8;
    Map<String, Long> most = new LinkedHashMap<>();
    most.put("the iterator", (READINGS + returns) * ITERATORS * task.letters() + troubles);
    most.put("the read", (READINGS + returns) * pages * task.letters() + troubles);
    most.put("the call of the function", 2 * batches);
    most.put(
        "the look into the table", 2 * (task.records() + 1) + 1 + batches * (1 + looks) + troubles);
    most.put("the deletion", DELETIONS * task.letters() + troubles);
    long rounds = 2 + returns + Tools.LEASE.toSeconds();
    most.put("the receive", rounds * (task.letters() + EMPTY_ANSWERS) + troubles);
    return most;
  }
}
