package io.weir.local.testing;

import io.weir.local.lambda.Invocation;
import io.weir.local.mapping.engine.Target;
import io.weir.local.mapping.engine.Target.Outcome;
import java.util.concurrent.atomic.AtomicInteger;

/** The function under test as the mapping calls it, with each call put on record. */
final class RecordedTarget implements Target {

  private final String functionArn;
  private final Code.Running function;
  private final Trace trace;
  private final AtomicInteger calls = new AtomicInteger();

  RecordedTarget(String functionArn, Code.Running function, Trace trace) {
    this.functionArn = functionArn;
    this.function = function;
    this.trace = trace;
  }

  @Override
  public String functionArn() {
    return functionArn;
  }

  @Override
  public String executedVersion() {
    return "$LATEST";
  }

  @Override
  public Outcome invoke(String requestId, byte[] event) {
    int number = calls.incrementAndGet();
    Invocation invocation = function.invoke(event, requestId);
    trace.delivered(Delivery.of(number, requestId, event, invocation));
    if (invocation instanceof Invocation.Returned returned) {
      return new Outcome.Returned(returned.payload());
    }
    return invocation instanceof Invocation.Throttled
        ? new Outcome.Throttled()
        : new Outcome.FunctionFailed();
  }
}
