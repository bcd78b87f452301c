package io.weir.local.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what the mapping handed to the function; each failure tells the whole run. */
public final class InvocationsAssert extends AbstractAssert<InvocationsAssert, Invocations> {

  InvocationsAssert(Invocations actual) {
    super(actual, InvocationsAssert.class);
  }

  /** The function was invoked this often. */
  public InvocationsAssert hasCount(int invocations) {
    int count = actual.all().size();
    if (count != invocations) {
      throw because("Expected %d invocation(s), found %d".formatted(invocations, count));
    }
    return this;
  }

  /** Begins an assertion on how often a record was handed over. */
  public Times delivered(PutRecord record) {
    return new Times(record);
  }

  /** A record was never handed over. */
  public InvocationsAssert neverDelivered(PutRecord record) {
    return new Times(record).times(0);
  }

  /** These records were handed over for the first time in this order. */
  public InvocationsAssert deliveredInOrder(PutRecord... records) {
    List<String> expected = Arrays.stream(records).map(PutRecord::name).toList();
    List<String> found = new ArrayList<>();
    for (Delivery delivery : actual.all()) {
      for (String number : delivery.sequenceNumbers()) {
        Arrays.stream(records)
            .filter(it -> it.sequenceNumber().equals(number) && delivery.carries(it))
            .map(PutRecord::name)
            .filter(name -> !found.contains(name))
            .forEach(found::add);
      }
    }
    if (!found.equals(expected)) {
      throw because("Expected first deliveries in the order " + expected + ", found " + found);
    }
    return this;
  }

  /** The invocations carried exactly these records, one list an invocation, in this order. */
  public InvocationsAssert carried(List<List<PutRecord>> batches) {
    Names names = new Names(actual.trace().records());
    List<String> expected =
        batches.stream()
            .map(batch -> batch.stream().map(PutRecord::name).toList().toString().replace(",", ""))
            .toList();
    List<String> found =
        actual.all().stream().map(it -> names.list(it.shardId(), it.sequenceNumbers())).toList();
    if (!found.equals(expected)) {
      throw because("Expected the batches " + expected + ", found " + found);
    }
    return this;
  }

  private AssertionError because(String message) {
    return failure("%s", message + "\n" + actual.trace().describe());
  }

  /** How often one record was handed over. */
  public final class Times {

    private final PutRecord record;

    Times(PutRecord record) {
      this.record = record;
    }

    /** Exactly this often. */
    public InvocationsAssert times(int times) {
      int found = actual.of(record);
      if (found != times) {
        throw because(
            "Expected %s to be delivered %d time(s), found %d"
                .formatted(record.name(), times, found));
      }
      return InvocationsAssert.this;
    }

    /** So often or more. */
    public InvocationsAssert atLeast(int times) {
      int found = actual.of(record);
      if (found < times) {
        throw because(
            "Expected %s to be delivered at least %d time(s), found %d"
                .formatted(record.name(), times, found));
      }
      return InvocationsAssert.this;
    }
  }
}
