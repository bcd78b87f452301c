package io.weir.local.testing;

import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.KinesisSettings;
import io.weir.local.mapping.engine.EventSourceMapping;
import io.weir.local.mapping.engine.Wiring;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** One test: a stream of its own, a mapping, and all that happened. */
final class Run implements AutoCloseable {

  private final TestClock clock = new TestClock();
  private final Trace trace = new Trace();
  private final TestCheckpoints checkpoints = new TestCheckpoints();
  private final Kinesis kinesis;
  private final TestStream stream;
  private final EventSourceMapping mapping;
  private final FailureQueue queue;

  private Run(Settings settings, Services services, Code.Running function) {
    this.kinesis = kinesis(clock);
    services.reset(kinesis);
    this.stream = TestStream.create(kinesis, settings.stream());
    this.queue = new FailureQueue(trace, services::send);
    this.mapping =
        EventSourceMapping.start(
            settings.mapping(),
            new Wiring(
                new Wiring.Source(
                    new StreamIdentity(
                        settings.stream().arn(), AwsClients.REGION, settings.roleArn()),
                    stream),
                new RecordedTarget(settings.wanted().arn(), function, trace),
                queue::take,
                checkpoints,
                trace::warned),
            clock);
  }

  /** Starts a test; the function is not closed with it. */
  static Run start(Settings settings, Services services, Code.Running function) {
    return new Run(settings, services, function);
  }

  Trace trace() {
    return trace;
  }

  FailureQueue queue() {
    return queue;
  }

  void advance(Duration duration) {
    clock.advance(duration);
  }

  List<PutRecord> put(String partitionKey, List<byte[]> data) {
    List<PutRecord.Position> positions = stream.put(partitionKey, data);
    List<PutRecord> put = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      String name = "r" + (trace.records().size() + 1);
      PutRecord record = PutRecord.of(name, positions.get(i), partitionKey, data.get(i));
      trace.put(record);
      put.add(record);
    }
    return put;
  }

  void awaitSettled(Duration patience) {
    try {
      if (!checkpoints.await(() -> stream.isDone(checkpoints), patience)) {
        throw new AssertionError(
            "The mapping is not past every record after "
                + patience.toMillis()
                + " ms. (Without maximumRetryAttempts Lambda tries a failing record until it"
                + " expires.)\n"
                + trace.describe());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the mapping was at work\n" + trace.describe(), e);
    }
  }

  private static Kinesis kinesis(TestClock clock) {
    try {
      return new Kinesis(KinesisSettings.inMemory(), clock);
    } catch (IOException e) {
      throw new UncheckedIOException("streams in memory cannot fail to open", e);
    }
  }

  @Override
  public void close() {
    mapping.close();
    kinesis.close();
  }

  /** The machine's clock, which a test can put forward. */
  static final class TestClock implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return InstantSource.system().instant().plus(ahead);
    }

    synchronized void advance(Duration duration) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("time goes forward only, not by " + duration);
      }
      ahead = ahead.plus(duration);
    }
  }
}
