package io.weir.local.testing;

import java.util.List;
import org.assertj.core.api.AssertProvider;

/**
 * What the mapping handed to the function. {@code assertThat(weir.invocations())} of AssertJ gives
 * its assertions.
 */
public final class Invocations implements AssertProvider<InvocationsAssert> {

  private final Trace trace;

  Invocations(Trace trace) {
    this.trace = trace;
  }

  /** Returns each invocation that has ended, in the order in which they began. */
  public List<Delivery> all() {
    return trace.deliveries();
  }

  /** Returns how often a record was handed over. */
  public int of(PutRecord record) {
    return (int) all().stream().filter(it -> it.carries(record)).count();
  }

  Trace trace() {
    return trace;
  }

  @Override
  @Deprecated // for AssertJ: AssertProvider wants it so
  public InvocationsAssert assertThat() {
    return new InvocationsAssert(this);
  }
}
