package io.weir.bench.parts;

import io.weir.bench.growth.FilledStream;
import io.weir.local.kinesis.Kinesis.RecordPage;
import io.weir.local.kinesis.ReadFrom;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The local Kinesis in process, by the record. */
@State(Scope.Benchmark)
public class KinesisParts {
  private static final int RECORDS = 500;

  private final String puts = FilledStream.puts(0, RECORDS);
  private final FilledStream filled = stream(RECORDS);
  private FilledStream growing = stream(0);

  /** Puts begin with an empty stream, so that they never fill the heap. */
  @Setup(Level.Iteration)
  public void renew() {
    growing.close();
    growing = stream(0);
  }

  private static FilledStream stream(int records) {
    try {
      return FilledStream.of(1, records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record's share of {@code PutRecords}, its JSON read. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long put() {
    return growing.put(puts);
  }

  /** A record's share of a read. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public RecordPage get() {
    return filled
        .kinesis()
        .read(FilledStream.NAME, "shardId-000000000000", new ReadFrom.TrimHorizon(), RECORDS);
  }

  /** Closes the streams. */
  @TearDown
  public void close() {
    growing.close();
    filled.close();
  }
}
