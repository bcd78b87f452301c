package io.weir.local.lambda.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.lambda.Invocation;
import io.weir.local.lambda.Invocation.Failed;
import io.weir.local.lambda.Invocation.Returned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A function of one second and 256 MB, and short words for what tests do with it. */
abstract class HandlerFixture {

  final List<String> log = new ArrayList<>();
  final FunctionIdentity identity =
      new FunctionIdentity("f", "arn:aws:lambda:::function:f", 256, Duration.ofSeconds(1));

  Invocation invoke(Object handler, String event) {
    try (InProcessFunction function = InProcessFunction.of(handler, identity, log::add)) {
      return function.invoke(bytes(event), "r-1");
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String returned(Invocation invocation) {
    assertThat(invocation).isInstanceOf(Returned.class);
    return new String(((Returned) invocation).payload(), StandardCharsets.UTF_8);
  }

  static Failed failed(Invocation invocation) {
    assertThat(invocation).isInstanceOf(Failed.class);
    return (Failed) invocation;
  }
}
