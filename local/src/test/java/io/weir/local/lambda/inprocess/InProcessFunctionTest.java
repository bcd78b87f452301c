package io.weir.local.lambda.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.weir.local.lambda.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A handler in this JVM gives what it gives on Lambda, as far as one JVM can. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class InProcessFunctionTest extends HandlerFixture {

  private static final String EVENT =
      """
      {"Records":[{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"k",\
      "sequenceNumber":"49","data":"aGk=","approximateArrivalTimestamp":1789809074.716},\
      "eventID":"shardId-000000000000:49"}]}""";

  @Test
  void aKinesisEventIsReadAsTheRuntimeClientReadsIt() {
    List<KinesisEvent.Record> seen = new ArrayList<>();
    RequestHandler<KinesisEvent, String> handler =
        new RequestHandler<>() {
          @Override
          public String handleRequest(KinesisEvent event, Context context) {
            seen.add(event.getRecords().get(0).getKinesis());
            return "done";
          }
        };

    assertThat(returned(invoke(handler, EVENT))).isEqualTo("\"done\"");
    assertThat(seen.get(0).getData().array()).asString(StandardCharsets.UTF_8).isEqualTo("hi");
    assertThat(seen.get(0).getApproximateArrivalTimestamp().toInstant())
        .isEqualTo(Instant.ofEpochMilli(1789809074716L));
  }

  @Test
  void reportedItemsAreWrittenAsLambdaReadsThem() {
    RequestStreamHandler lambda =
        InProcessFunction.typed(
            KinesisEvent.class,
            (event, context) ->
                new StreamsEventResponse(
                    List.of(
                        new StreamsEventResponse.BatchItemFailure(
                            event.getRecords().get(0).getKinesis().getSequenceNumber()))));

    assertThat(returned(invoke(lambda, EVENT)))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"49\"}]}");
  }

  @Test
  void bytesPassAStreamHandlerUnread() {
    RequestStreamHandler raw = (in, out, context) -> in.transferTo(out);

    assertThat(returned(invoke(raw, "[1,2"))).isEqualTo("[1,2");
  }

  @Test
  void ownTypesAndMapsAreReadByTheirDeclaration() {
    assertThat(returned(invoke(new Greeter(), "{\"name\":\"Ada\",\"unknown\":1}")))
        .isEqualTo("{\"text\":\"hello Ada\"}");
    assertThat(returned(invoke(new Counting(), "{\"a\":1,\"b\":2}"))).isEqualTo("2");
  }

  @Test
  void theContextTellsWhatLambdaTells() {
    List<String> seen = new ArrayList<>();
    RequestStreamHandler handler =
        (in, out, context) -> {
          seen.add(context.getAwsRequestId() + " " + context.getFunctionName());
          seen.add(context.getInvokedFunctionArn() + " " + context.getMemoryLimitInMB());
          seen.add(String.valueOf(context.getRemainingTimeInMillis() > 500));
          context.getLogger().log("a line");
        };

    invoke(handler, "{}");

    assertThat(seen).containsExactly("r-1 f", "arn:aws:lambda:::function:f 256", "true");
    assertThat(log).containsExactly("a line");
  }

  @Test
  void oneObjectIsNeverCalledTwiceAtOnceButNewOnesRunSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger together = new AtomicInteger();
    RequestStreamHandler meeting =
        (in, out, context) -> {
          both.countDown();
          try {
            if (both.await(300, java.util.concurrent.TimeUnit.MILLISECONDS)) {
              together.incrementAndGet();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try (InProcessFunction many =
        InProcessFunction.startingWith(() -> meeting, identity, log::add)) {
      CompletableFuture<Invocation> first =
          CompletableFuture.supplyAsync(() -> many.invoke(bytes("{}"), "r-1"));
      many.invoke(bytes("{}"), "r-2");
      first.join();
    }
    assertThat(together).hasValue(2);

    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RequestStreamHandler counting =
        (in, out, context) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          LockSupport.parkNanos(100_000);
          running.decrementAndGet();
        };
    try (InProcessFunction one = InProcessFunction.of(counting, identity, log::add)) {
      CompletableFuture.allOf(
              java.util.stream.IntStream.range(0, 50)
                  .mapToObj(i -> CompletableFuture.runAsync(() -> one.invoke(bytes("{}"), "r")))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void aHandlerWithoutATypeIsRefusedWithAdvice() {
    RequestHandler<KinesisEvent, String> lambda = (event, context) -> "x";

    assertThatThrownBy(() -> InProcessFunction.of(lambda, identity, log::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name it, as in with(KinesisEvent.class, handler)");
    assertThatThrownBy(() -> InProcessFunction.of("no handler", identity, log::add))
        .hasMessage(
            "java.lang.String is no handler: it implements neither RequestHandler nor"
                + " RequestStreamHandler");
  }

  /** What the greeter takes. */
  public static final class Person {
    private String name = "";

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }

  /** Names its types in an ancestor. */
  abstract static class Typed<O> implements RequestHandler<Person, O> {}

  /** Takes a type of its own. */
  static final class Greeter extends Typed<Map<String, String>> {
    @Override
    public Map<String, String> handleRequest(Person person, Context context) {
      return Map.of("text", "hello " + person.getName());
    }
  }

  /** Takes a type with parameters. */
  static final class Counting implements RequestHandler<Map<String, Integer>, Integer> {
    @Override
    public Integer handleRequest(Map<String, Integer> event, Context context) {
      return event.size();
    }
  }
}
