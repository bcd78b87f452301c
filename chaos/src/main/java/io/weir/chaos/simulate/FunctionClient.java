package io.weir.chaos.simulate;

import io.weir.local.mapping.engine.Target.Outcome;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Lambda as the replayer calls it. */
final class FunctionClient implements LambdaClient {

  private static final int CHANCES = 8;

  private final World world;
  private final Refusals refusals;
  private final FunctionHost host;
  private final Unread unread;
  private final Strangers strangers;

  FunctionClient(World world, FunctionHost host, Unread unread, Strangers strangers) {
    this.strangers = strangers;
    this.unread = unread;
    this.world = world;
    this.refusals = new Refusals(world);
    this.host = host;
  }

  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    strangers.delivering(request.payload().asByteArrayUnsafe());
    unread.delivering(request.payload().asByteArrayUnsafe());
    String id = new UUID(world.random().nextLong(), world.random().nextLong()).toString();
    Outcome outcome =
        world.effect(
            "the call of the function",
            () -> {
              refusals.ofCall();
              return host.invoke(id, request.payload().asByteArrayUnsafe());
            });
    if (world.weather().strikes(Fault.RESPONSE_LOST)) {
      world.note("the function's answer is lost");
      throw Errors.lost();
    }
    outcome = spoiled(outcome);
    if (outcome instanceof Outcome.Throttled) {
      throw Errors.service("TooManyRequestsException", 429);
    }
    if (outcome instanceof Outcome.Returned returned) {
      unread.answered(request.payload().asByteArrayUnsafe());
      return InvokeResponse.builder()
          .statusCode(200)
          .payload(SdkBytes.fromByteArray(returned.answer()))
          .build();
    }
    return InvokeResponse.builder()
        .statusCode(200)
        .functionError("Unhandled")
        .payload(SdkBytes.fromUtf8String("{\"errorType\":\"Sandbox.Timedout\"}"))
        .build();
  }

  /** A replayer calls seldom, so that each of its answers has several chances. */
  private Outcome spoiled(Outcome outcome) {
    Outcome arrived = host.spoiled(outcome);
    for (int i = 1; i < CHANCES && arrived.equals(outcome); i++) {
      arrived = host.spoiled(outcome);
    }
    return arrived;
  }

  @Override
  public String serviceName() {
    return "lambda";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
