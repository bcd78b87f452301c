package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Invocations that overlap in one process, as on Lambda Managed Instances (LAM-73). */
@Timeout(60)
class OverlapTest {

  private static final int AT_ONCE = 8;
  private static final int BATCHES = 25;
  private static final int RECORDS = 20;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /** Each batch has 19 events of its own, and a poison record. */
  @Test
  void eachInvocationAnswersAndCountsForItself() throws Exception {
    PrintStream real = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Rig rig = new Rig(false, Wiring.own())) {
      assertThat(invocations(rig))
          .hasSize(AT_ONCE * BATCHES)
          .allSatisfy(failed -> assertThat(failed).containsExactly("119"));
      assertThat(rig.table.items()).hasSize(AT_ONCE * BATCHES * (RECORDS - 1));
    } finally {
      System.setOut(real);
    }

    assertThat(counted("Records")).isEqualTo(AT_ONCE * BATCHES * RECORDS);
    assertThat(counted("Stored")).isEqualTo(AT_ONCE * BATCHES * (RECORDS - 1));
    assertThat(counted("ColdStart")).isEqualTo(1);
  }

  private static List<List<String>> invocations(Rig rig) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    CyclicBarrier together = new CyclicBarrier(AT_ONCE);
    List<Callable<List<List<String>>>> invokers = new ArrayList<>();
    for (int invoker = 0; invoker < AT_ONCE; invoker++) {
      String name = "i" + invoker;
      invokers.add(
          () -> {
            List<List<String>> answers = new ArrayList<>();
            for (int batch = 0; batch < BATCHES; batch++) {
              KinesisEvent event = batch(name + "-" + batch);
              together.await();
              answers.add(rig.invoke(event));
            }
            return answers;
          });
    }
    try {
      List<List<String>> answers = new ArrayList<>();
      for (Future<List<List<String>>> each : threads.invokeAll(invokers)) {
        answers.addAll(each.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static KinesisEvent batch(String name) {
    return Batches.of(
        IntStream.range(0, RECORDS)
            .mapToObj(i -> i == RECORDS - 1 ? "poison" : name + "-" + i + "=1")
            .toArray(String[]::new));
  }

  /**
   * Adds up a metric over the lines that have the service as their only dimension, or the function.
   */
  private long counted(String metric) throws IOException {
    long sum = 0;
    for (String line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
      if (line.contains("\"_aws\"") && !line.contains("\"Reason\"")) {
        JsonNode json = JsonMapper.builder().build().readTree(line);
        sum += json.path(metric).asLong();
      }
    }
    return sum;
  }
}
