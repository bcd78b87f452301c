package io.weir.chaos.simulate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.weir.local.mapping.engine.Target.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Lambda: keeps instances of the function, gives each one invocation at a time, cuts it off. */
final class FunctionHost {

  static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:weir";

  /** What is not read may be anything; some functions say that all is well. */
  private static final byte[] UNREAD = "\"OK\"".getBytes(StandardCharsets.UTF_8);

  private final World world;
  private final Duration timeout;
  private final boolean reports;
  private final FunctionMaker maker;
  private final Deliveries deliveries;
  private final Deque<FunctionMaker.Instance> idle = new ArrayDeque<>();
  private final PojoSerializer<KinesisEvent> events =
      LambdaEventSerializers.serializerFor(KinesisEvent.class, FunctionHost.class.getClassLoader());
  private final PojoSerializer<StreamsEventResponse> answers =
      JacksonFactory.getInstance().getSerializer(StreamsEventResponse.class);
  private int invocations;

  /**
   * Keeps the function of a set-up: where the mapping reads no reports it is one that throws
   * instead.
   */
  FunctionHost(World world, Scenario scenario, FunctionMaker maker, Deliveries deliveries) {
    this.world = world;
    this.timeout = scenario.handler().timeout();
    this.reports = scenario.mapping().reportBatchItemFailures();
    this.maker = maker;
    this.deliveries = deliveries;
  }

  int invocations() {
    return invocations;
  }

  /** Invokes the function for the mapping, whose deliveries keep an order. */
  Outcome deliver(String requestId, byte[] event) {
    return invoke(requestId, event, true);
  }

  /** Invokes the function; returns when it has answered, failed, or been cut off. */
  Outcome invoke(String requestId, byte[] event) {
    return invoke(requestId, event, false);
  }

  /** Returns what arrives of an outcome: the answer, or something else in its place. */
  Outcome spoiled(Outcome outcome) {
    if (outcome instanceof Outcome.Returned returned
        && world.weather().strikes(Fault.NONSENSE_ANSWER)) {
      Outcome nonsense = Nonsense.instead(returned, world.random());
      world.note(() -> "what arrives of the function's answer: " + text(nonsense));
      return nonsense;
    }
    return outcome;
  }

  private static String text(Outcome outcome) {
    return outcome instanceof Outcome.Returned returned
        ? new String(returned.answer(), StandardCharsets.UTF_8)
        : "it is too large";
  }

  private Outcome invoke(String requestId, byte[] event, boolean live) {
    if (world.weather().strikes(Fault.INVOKE_THROTTLED)) {
      world.note("an invocation is turned away");
      return new Outcome.Throttled();
    }
    Strand strand = world.time().current();
    KillableProcess caller = strand.process();
    KillableProcess invocation =
        new KillableProcess(
            "invocation " + ++invocations, Fault.FUNCTION_CRASH, world.now().plus(timeout));
    strand.enter(invocation);
    try {
      return run(event, new Invocation(requestId, invocation), live);
    } catch (Crash e) {
      if (world.time().isClosing()) {
        throw e;
      }
      return new Outcome.FunctionFailed();
    } finally {
      strand.enter(caller);
    }
  }

  private Outcome run(byte[] event, Invocation context, boolean live) {
    FunctionMaker.@Nullable Instance warm = idle.poll();
    FunctionMaker.Instance instance = warm == null ? maker.make() : warm;
    KinesisEvent typed = events.fromJson(new ByteArrayInputStream(event));
    world.note(
        () -> "%s has %d records".formatted(context.process.name(), typed.getRecords().size()));
    if (live) {
      deliveries.delivered(typed.getRecords());
    }
    StreamsEventResponse answer;
    try {
      answer = instance.process(typed, context);
    } catch (IllegalStateException | IllegalArgumentException | NullPointerException e) {
      world.note(() -> context.process.name() + " throws " + e);
      if (live && context.process.troubles() == 0) {
        deliveries.broke(typed.getRecords());
      }
      return new Outcome.FunctionFailed();
    }
    world.alive();
    if (live) {
      deliveries.answered(typed.getRecords(), answer, context.process);
    }
    idle.add(instance);
    if (!reports && answer != null && !isEmpty(answer)) {
      world.note(() -> context.process.name() + " throws, since its report would not be read");
      return new Outcome.FunctionFailed();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (reports) {
      answers.toJson(answer, bytes);
    } else {
      bytes.writeBytes(UNREAD);
    }
    world.note(() -> context.process.name() + " answers " + bytes);
    return new Outcome.Returned(bytes.toByteArray());
  }

  private static boolean isEmpty(StreamsEventResponse answer) {
    return answer.getBatchItemFailures() == null || answer.getBatchItemFailures().isEmpty();
  }

  /** One invocation, as the function sees it. */
  private final class Invocation implements Context {
    private final String requestId;
    private final KillableProcess process;

    private Invocation(String requestId, KillableProcess process) {
      this.requestId = requestId;
      this.process = process;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return (int) Math.max(0, Duration.between(world.now(), process.deadline()).toMillis());
    }

    @Override
    public String getAwsRequestId() {
      return requestId;
    }

    @Override
    public String getInvokedFunctionArn() {
      return ARN;
    }

    @Override
    public String getLogGroupName() {
      return "/aws/lambda/weir";
    }

    @Override
    public String getLogStreamName() {
      return "simulated";
    }

    @Override
    public String getFunctionName() {
      return "weir";
    }

    @Override
    public String getFunctionVersion() {
      return "$LATEST";
    }

    @Override
    public com.amazonaws.services.lambda.runtime.@Nullable CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public com.amazonaws.services.lambda.runtime.@Nullable ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public com.amazonaws.services.lambda.runtime.@Nullable LambdaLogger getLogger() {
      return null;
    }
  }
}
