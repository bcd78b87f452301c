package io.weir.local.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Fails before it can be invoked. */
public final class NeverUp implements RequestHandler<String, String> {

  public NeverUp() {
    if (System.getenv("EXIT") != null) {
      System.exit(Integer.parseInt(System.getenv("EXIT")));
    }
    throw new IllegalArgumentException("no table name");
  }

  @Override
  public String handleRequest(String event, Context context) {
    return event;
  }
}
