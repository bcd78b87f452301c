package io.weir.local;

import io.weir.local.lambda.Function;
import io.weir.local.lambda.Invocation;
import io.weir.local.mapping.engine.Outcome;
import io.weir.local.mapping.engine.Target;

/** A function as the mapping calls it. */
record FunctionTarget(Function function) implements Target {

  @Override
  public String functionArn() {
    return function.settings().arn();
  }

  @Override
  public String executedVersion() {
    return "$LATEST";
  }

  @Override
  public Outcome invoke(String requestId, byte[] event) {
    Invocation invocation = function.invoke(event, requestId);
    if (invocation instanceof Invocation.Returned returned) {
      return new Outcome.Returned(returned.payload());
    }
    return invocation instanceof Invocation.Throttled
        ? new Outcome.Throttled()
        : new Outcome.FunctionFailed();
  }
}
