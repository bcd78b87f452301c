package io.weir.local.lambda.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.weir.local.lambda.Invocation;
import io.weir.local.lambda.Invocation.Failed;
import io.weir.local.lambda.Invocation.Returned;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** How handlers in this JVM fail, and that the next invocation works again. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class InProcessFailureTest extends HandlerFixture {

  @Test
  void anExceptionIsToldWithItsTypeAndTheHandlerStays() {
    AtomicInteger calls = new AtomicInteger();
    RequestStreamHandler handler =
        (in, out, context) -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("as asked");
          }
        };
    try (InProcessFunction function =
        InProcessFunction.startingWith(() -> handler, identity, log::add)) {
      Failed failed = failed(function.invoke(bytes("{}"), "r-1"));

      assertThat(failed.errorType()).isEqualTo("java.lang.IllegalStateException");
      assertThat(failed.errorMessage()).isEqualTo("as asked");
      assertThat(failed.payload()).asString(StandardCharsets.UTF_8).contains("\"stackTrace\":[\"");
      assertThat(function.invoke(bytes("{}"), "r-2")).isInstanceOf(Returned.class);
      assertThat(function.coldStarts()).isOne();
    }
  }

  @Test
  void anEventThatTheHandlerCannotReadFails() {
    assertThat(failed(invoke(new InProcessFunctionTest.Greeter(), "[1,2")).errorMessage())
        .isEqualTo("An error occurred during JSON parsing");
  }

  @Test
  void aHandlerThatTakesTooLongIsInterruptedAndReplaced() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    RequestStreamHandler hangs =
        (in, out, context) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        };
    try (InProcessFunction function =
        InProcessFunction.startingWith(() -> hangs, identity, log::add)) {
      Failed failed = failed(function.invoke(bytes("{}"), "r-1"));

      assertThat(failed.errorType()).isEqualTo("Sandbox.Timedout");
      assertThat(failed.errorMessage())
          .isEqualTo("RequestId: r-1 Error: Task timed out after 1.00 seconds");
      interrupted.await();
      function.invoke(bytes("{}"), "r-2");
      assertThat(function.coldStarts()).isEqualTo(2);
    }
  }

  @Test
  void aHandlerThatDoesNotComeUpFailsEachInvocationAnew() {
    AtomicInteger starts = new AtomicInteger();
    try (InProcessFunction function =
        InProcessFunction.startingWith(
            () -> {
              starts.incrementAndGet();
              throw new IllegalArgumentException("no table name");
            },
            identity,
            log::add)) {

      assertThat(failed(function.invoke(bytes("{}"), "r-1")).errorMessage())
          .isEqualTo("no table name");
      assertThat(failed(function.invoke(bytes("{}"), "r-2")).errorType())
          .isEqualTo("java.lang.IllegalArgumentException");
      assertThat(starts).hasValue(2);
    }
  }

  @Test
  void afterAnErrorOfTheVirtualMachineTheHandlerIsNotUsedAgain() {
    RequestStreamHandler recursing =
        (in, out, context) -> {
          throw new StackOverflowError();
        };
    try (InProcessFunction function =
        InProcessFunction.startingWith(() -> recursing, identity, log::add)) {
      function.invoke(bytes("{}"), "r-1");

      assertThat(failed(function.invoke(bytes("{}"), "r-2")).errorType())
          .isEqualTo("java.lang.StackOverflowError");
      assertThat(function.coldStarts()).isEqualTo(2);
    }
  }

  @Test
  void anAnswerAboveTheLimitFails() {
    RequestStreamHandler large =
        (in, out, context) -> out.write(new byte[Invocation.MAX_RESPONSE_BYTES + 1]);

    assertThat(failed(invoke(large, "{}")).errorType()).isEqualTo("Function.ResponseSizeTooLarge");
  }
}
