package io.weir.replayer.act;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletes messages: each only when every one of its records is home, or held by a newer message,
 * and always last.
 *
 * <p>A message that holds one other record keeps all of them: it is the only pointer to it.
 */
final class Closing {

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Set<String>> messagesOf = new HashMap<>();
  private final Logbook log;
  private final Leases leases;
  private final Tally tally;
  private final Set<String> deleted = new HashSet<>();
  private final List<String> notes = new ArrayList<>();

  Closing(List<Job> jobs, Logbook log, Leases leases, Tally tally) {
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
  }

  /** Deletes the messages that hold one of these records, and nothing that is not home. */
  void close(Collection<Work> settled) throws InterruptedException {
    delete(
        settled.stream()
            .flatMap(work -> messagesOf.getOrDefault(work.record(), Set.of()).stream())
            .distinct()
            .toList());
  }

  /** Deletes all messages that hold nothing that is not home. */
  void closeAll() throws InterruptedException {
    delete(List.copyOf(jobs.keySet()));
  }

  private void delete(List<String> messages) throws InterruptedException {
    List<String> done = messages.stream().filter(this::isDone).toList();
    if (done.isEmpty()) {
      return;
    }
    log.deleting(done);
    Set<String> gone = leases.delete(done);
    log.deleted(gone);
    deleted.addAll(gone);
    if (gone.size() < done.size()) {
      notes.add(
          "%d finished messages could not be deleted: apply the plan again"
              .formatted(done.size() - gone.size()));
    }
  }

  private boolean isDone(String message) {
    Job job = jobs.get(message);
    return job != null
        && !deleted.contains(message)
        && job.whole()
        && job.parts().stream().map(Job.Part::record).allMatch(tally::mayGo);
  }

  /** Returns how many messages this run has deleted. */
  int deleted() {
    return deleted.size();
  }

  /** Returns what a person should know. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
