package io.weir.bench.whole;

import io.weir.bench.driver.Driver;
import io.weir.bench.driver.Kind;
import io.weir.bench.measure.Child;
import io.weir.bench.measure.Jars;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A contender's process, with the options that Lambda's own runtime has. */
final class Runner implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx460m", "-Xshare:auto");

  private final Child process;

  private Runner(Child process) {
    this.process = process;
  }

  /**
   * What some batches cost.
   *
   * @param wallNanos on the clock
   * @param cpuNanos of the process
   * @param allocatedBytes on its heap
   * @param failures how many records it reported
   */
  record Cost(long wallNanos, long cpuNanos, long allocatedBytes, long failures) {}

  static Runner start(Contender contender, Path javaHome, URI store) throws IOException {
    return new Runner(
        Child.start(
            new Child.Command(
                javaHome,
                Stream.concat(OPTIONS.stream(), contender.compilers().options().stream()).toList(),
                List.of(contender.jar(), Jars.driver()),
                List.of(Driver.class.getName(), contender.handler()),
                Environment.of(store))));
  }

  /** Runs this many batches, whose events are numbered from the first on. */
  Cost run(Kind kind, int events, long first, int times) throws IOException {
    process.order("%s %d %d %d".formatted(kind, events, first, times));
    String[] numbers = process.answer(Driver.ANSWER).split(" ", -1);
    return new Cost(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]));
  }

  @Override
  public void close() {
    process.close();
  }
}
