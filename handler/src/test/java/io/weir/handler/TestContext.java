package io.weir.handler;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.function.IntSupplier;

/** An invocation whose remaining time is what the test says. */
public record TestContext(IntSupplier remainingMillis) implements Context {

  /** Returns an invocation with a minute left. */
  public static TestContext relaxed() {
    return new TestContext(() -> 60_000);
  }

  @Override
  public int getRemainingTimeInMillis() {
    return remainingMillis.getAsInt();
  }

  @Override
  public String getAwsRequestId() {
    return "8f507cfc-xmpl-4697-b07a-ac58fc914c95";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:123456789012:function:weir:live";
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/weir";
  }

  @Override
  public String getLogStreamName() {
    return "stream";
  }

  @Override
  public String getFunctionName() {
    return "weir";
  }

  @Override
  public String getFunctionVersion() {
    return "7";
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  @SuppressWarnings("NullAway") // As Lambda does without a mobile client.
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // As Lambda does without a mobile client.
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public LambdaLogger getLogger() {
    throw new UnsupportedOperationException("the function logs through SLF4J");
  }
}
