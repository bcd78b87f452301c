package io.weir.replayer.run;

import io.weir.replayer.queue.Leases;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.route.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes messages: each only when every one of its records is stored, or held by a newer message,
 * and always last.
 *
 * <p>A message that holds one other record keeps all of them: it is the only pointer to it. Where
 * no table proves the records stored, a copy of the message is in the journal first.
 */
final class MessageDeleter {

  /** The copies of a portion are in memory, and are one write of the journal. */
  private static final int PORTION = 25;

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Set<String>> messagesOf = new HashMap<>();
  private final Logbook log;
  private final Leases leases;
  private final Tally tally;
  private final Optional<Map<String, Recovery>> copied;
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> undeleted = new HashSet<>();

  /**
   * Nothing is deleted yet.
   *
   * @param copied what the messages hold, by id, where a copy of each is to be kept
   */
  MessageDeleter(
      List<Job> jobs,
      Logbook log,
      Leases leases,
      Tally tally,
      Optional<Map<String, Recovery>> copied) {
    for (Job job : jobs) {
      this.jobs.put(job.message(), job);
      for (Job.Part part : job.parts()) {
        messagesOf
            .computeIfAbsent(part.record(), record -> new LinkedHashSet<>())
            .add(job.message());
      }
    }
    this.log = log;
    this.leases = leases;
    this.tally = tally;
    this.copied = copied;
  }

  /** Deletes the messages that hold one of these records, and nothing that is not stored. */
  void close(Collection<Work> settled) throws InterruptedException {
    delete(
        settled.stream()
            .flatMap(work -> messagesOf.getOrDefault(work.record(), Set.of()).stream())
            .distinct()
            .toList());
  }

  /** Deletes all messages that hold nothing that is not stored. */
  void closeAll() throws InterruptedException {
    delete(List.copyOf(jobs.keySet()));
  }

  private void delete(List<String> messages) throws InterruptedException {
    List<String> done = messages.stream().filter(this::isDone).toList();
    for (int from = 0; from < done.size(); from += PORTION) {
      List<String> some = done.subList(from, Math.min(from + PORTION, done.size()));
      copied.ifPresent(recoveries -> keep(some, recoveries));
      log.deleting(some);
      Set<String> gone = leases.delete(some);
      log.deleted(gone);
      deleted.addAll(gone);
      undeleted.addAll(some);
      undeleted.removeAll(gone);
    }
  }

  private void keep(List<String> messages, Map<String, Recovery> recoveries) {
    List<Recovery> letters = new ArrayList<>();
    for (String message : messages) {
      Recovery letter = recoveries.get(message);
      if (letter == null) {
        throw new IllegalStateException("a message that was not read is to be deleted");
      }
      letters.add(letter);
    }
    log.keeping(letters);
  }

  private boolean isDone(String message) {
    Job job = jobs.get(message);
    return job != null
        && !deleted.contains(message)
        && job.whole()
        && job.parts().stream().allMatch(this::mayGo);
  }

  /** A filtered record is settled for its own message alone: another one may have to bring it. */
  private boolean mayGo(Job.Part part) {
    return (part instanceof Job.Known known && known.fate() == Fate.FILTERED)
        || tally.mayGo(part.record(), part.held());
  }

  /** Returns how many messages this run has deleted. */
  int deleted() {
    return deleted.size();
  }

  /** Returns what is left to be done, for a person. */
  List<String> notes() {
    return undeleted.isEmpty()
        ? List.of()
        : List.of(
            "%d finished messages could not be deleted: apply the plan again"
                .formatted(undeleted.size()));
  }
}
