package io.weir.local.testing;

import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AssertProvider;

/**
 * The mapping's on-failure destination. {@code assertThat(weir.queue())} of AssertJ gives its
 * assertions.
 */
public final class FailureQueue implements AssertProvider<FailureQueueAssert> {

  private final Trace trace;
  private final Consumer<String> alsoTo;
  private volatile boolean refusing;

  FailureQueue(Trace trace, Consumer<String> alsoTo) {
    this.trace = trace;
    this.alsoTo = alsoTo;
  }

  /** Returns the pointers that were taken, in order. */
  public List<DeadLetterPointer> pointers() {
    return trace.pointers();
  }

  /** Refuses pointers from now on, or takes them again: Lambda then drops the records (ESM-33). */
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  void take(String pointer) {
    if (refusing) {
      throw new IllegalStateException("the queue refuses pointers, as the test asked");
    }
    alsoTo.accept(pointer);
    trace.gaveUp(DeadLetterPointer.parse(pointer));
  }

  Trace trace() {
    return trace;
  }

  @Override
  @Deprecated // for AssertJ: AssertProvider wants it so
  public FailureQueueAssert assertThat() {
    return new FailureQueueAssert(this);
  }
}
