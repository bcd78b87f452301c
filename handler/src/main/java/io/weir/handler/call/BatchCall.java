package io.weir.handler.call;

import io.weir.handler.call.BatchApi.Reply;
import io.weir.handler.call.Fault.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries one chunk through a batch operation until each entry has its answer or the deadline is
 * near. Entries that failed are tried again, and only those.
 */
public final class BatchCall<E, R> {

  /** Longer than any healthy call takes; a hanging one must not eat the whole invocation. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  private final BatchApi<E, R> api;
  private final BackOff backOff;
  private final Deadline deadline;

  /** Prepares calls of an operation within a deadline. */
  public BatchCall(BatchApi<E, R> api, BackOff backOff, Deadline deadline) {
    this.api = api;
    this.backOff = backOff;
    this.deadline = deadline;
  }

  /** Returns one result per entry in the entries' order. Throws nothing that a client throws. */
  public List<R> send(List<E> entries) {
    List<Slot<E, R>> slots = new ArrayList<>();
    for (E entry : entries) {
      slots.add(new Slot<>(entry));
    }
    List<Slot<E, R>> open = slots;
    for (int failures = 1; !open.isEmpty(); failures++) {
      if (deadline.passed()) {
        break;
      }
      attempt(open);
      open = open.stream().filter(slot -> slot.result == null).toList();
      if (!open.isEmpty() && !backOff.waitAfter(failures, deadline)) {
        break;
      }
    }
    return slots.stream().map(this::resultOf).toList();
  }

  private R resultOf(Slot<E, R> slot) {
    return slot.result == null ? api.unsettled(slot.code) : slot.result;
  }

  private void attempt(List<Slot<E, R>> open) {
    Duration left = deadline.left();
    if (left.isZero()) {
      return;
    }
    List<E> entries = open.stream().map(slot -> slot.entry).toList();
    Duration timeout = left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
    try {
      take(open, api.call(entries, timeout));
    } catch (RuntimeException e) {
      apply(Fault.of(e), open);
    }
  }

  private static <E, R> void take(List<Slot<E, R>> open, List<Reply<R>> replies) {
    boolean complete = replies.size() == open.size();
    for (int i = 0; i < open.size(); i++) {
      Slot<E, R> slot = open.get(i);
      slot.result = complete ? replies.get(i).result() : null;
      slot.code = complete ? replies.get(i).code() : "IncompleteAnswer";
    }
  }

  private void apply(Fault fault, List<Slot<E, R>> open) {
    open.forEach(slot -> slot.code = fault.code());
    if (fault.remedy() == Remedy.GIVE_UP) {
      open.forEach(slot -> slot.result = api.unsettled(fault.code()));
    } else if (fault.remedy() == Remedy.SPLIT) {
      split(fault, open);
    }
  }

  /** An innocent entry must not share the fate of the one that spoils the call. */
  private void split(Fault fault, List<Slot<E, R>> open) {
    if (open.size() == 1) {
      open.get(0).result = api.refused(fault.code());
      return;
    }
    int middle = open.size() / 2;
    attempt(open.subList(0, middle));
    attempt(open.subList(middle, open.size()));
  }

  /** An entry and what is known about it. Confined to the thread that sends. */
  private static final class Slot<E, R> {
    private final E entry;
    private @Nullable R result;
    private String code = BatchApi.NOT_TRIED;

    private Slot(E entry) {
      this.entry = entry;
    }
  }
}
