package io.weir.local.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what the mapping gave up; each failure tells the whole run. */
public final class FailureQueueAssert extends AbstractAssert<FailureQueueAssert, FailureQueue> {

  private final Set<PutRecord> claimed = new HashSet<>();
  private List<DeadLetterPointer> last = List.of();

  FailureQueueAssert(FailureQueue actual) {
    super(actual, FailureQueueAssert.class);
  }

  /** No pointer came. */
  public FailureQueueAssert isEmpty() {
    return hasSize(0);
  }

  /** This many pointers came: with bisect usually one a record, without it one a batch. */
  public FailureQueueAssert hasSize(int pointers) {
    if (actual.pointers().size() != pointers) {
      fail(
          "Expected %d pointer(s) in the queue, found %d"
              .formatted(pointers, actual.pointers().size()));
    }
    return this;
  }

  /** Each of these records is in the range of some pointer. */
  public FailureQueueAssert holdsPointerFor(PutRecord... records) {
    List<DeadLetterPointer> found = new ArrayList<>();
    for (PutRecord record : records) {
      claimed.add(record);
      List<DeadLetterPointer> covering =
          actual.pointers().stream().filter(it -> it.covers(record)).toList();
      if (covering.isEmpty()) {
        fail("Expected a pointer for %s, but no pointer covers it".formatted(record.name()));
      }
      found.addAll(covering);
    }
    last = found;
    return this;
  }

  /** No pointer covers this record. */
  public FailureQueueAssert holdsNoPointerFor(PutRecord record) {
    if (actual.pointers().stream().anyMatch(it -> it.covers(record))) {
      fail("Expected no pointer for %s, but one covers it".formatted(record.name()));
    }
    return this;
  }

  /** The pointers of the records just named say why: {@code RetryAttemptsExhausted}, say. */
  public FailureQueueAssert withCondition(String condition) {
    for (DeadLetterPointer pointer : last) {
      if (!pointer.condition().equals(condition)) {
        fail("Expected the condition %s, found %s".formatted(condition, pointer.condition()));
      }
    }
    return this;
  }

  /** The pointers of the records just named say that their batch was tried this often. */
  public FailureQueueAssert afterInvocations(int count) {
    for (DeadLetterPointer pointer : last) {
      if (pointer.invokeCount() != count) {
        fail(
            "Expected a pointer after %d invocation(s), not %d"
                .formatted(count, pointer.invokeCount()));
      }
    }
    return this;
  }

  /** Every record that a pointer covers was named before: nothing innocent was given up. */
  public FailureQueueAssert andNothingElse() {
    for (DeadLetterPointer pointer : actual.pointers()) {
      List<PutRecord> covered = actual.trace().records().stream().filter(pointer::covers).toList();
      for (PutRecord record : covered) {
        if (!claimed.contains(record)) {
          fail(
              "Expected nothing else in the queue, but a pointer covers %s too"
                  .formatted(record.name()));
        }
      }
      if (covered.size() < pointer.batchSize()) {
        fail(
            "A pointer stands for %d record(s) that the test did not put"
                .formatted(pointer.batchSize() - covered.size()));
      }
    }
    return this;
  }

  private void fail(String message) {
    throw failure("%s", message + "\n" + actual.trace().describe());
  }
}
