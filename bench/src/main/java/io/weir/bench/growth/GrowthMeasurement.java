package io.weir.bench.growth;

import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Spread;
import io.weir.bench.measure.Table;
import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.Kinesis.RecordPage;
import io.weir.local.kinesis.Kinesis.ShardView;
import io.weir.local.kinesis.ReadFrom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The local Kinesis and the mapping: records a second and memory, by shards and records. */
public final class GrowthMeasurement implements Measurement {
  private static final int PAGE = 1000;

  @Override
  public List<Table> measure(Effort effort) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    List<Integer> sizes =
        effort.quick() ? List.of(1_000) : List.of(1_000, 10_000, 100_000, 1_000_000);
    measureOnce(1, effort.quick() ? 100 : 50_000, new Figures());
    for (int shards : List.of(1, 4, 16)) {
      for (int records : sizes) {
        effort.progress().accept("growth: " + records + " records in " + shards + " shards");
        Figures figures = new Figures();
        // A million records take a while, and vary little.
        int rounds = records > 100_000 ? 1 : effort.rounds();
        for (int round = 0; round < rounds; round++) {
          measureOnce(shards, records, figures);
        }
        rows.add(figures.row(shards, records));
      }
    }
    return List.of(
        new Table(
            "The local Kinesis and the mapping",
            "java -jar bench/target/bench.jar growth",
            List.of(
                "In process, in memory, without HTTP and without AWS's limits. Put: `PutRecords` of"
                    + " 500, JSON read included. Read: a plain sequential reader. Mapping: the"
                    + " production state machine in virtual time, batches of 100, a function that"
                    + " does nothing; it reads, builds each event and checkpoints."),
            List.of(
                "shards",
                "records",
                "put, records/s",
                "plain read, records/s",
                "mapping, records/s",
                "heap bytes / record"),
            rows));
  }

  private record Figures(
      List<Double> put, List<Double> read, List<Double> mapping, List<Double> heap) {
    private Figures() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private List<Object> row(int shards, int records) {
      return List.of(
          shards, records, Spread.of(put), Spread.of(read), Spread.of(mapping), Spread.of(heap));
    }
  }

  private static void measureOnce(int shards, int records, Figures figures) throws IOException {
    long before = usedHeap();
    try (FilledStream stream = FilledStream.of(shards, records)) {
      figures.heap().add((usedHeap() - before) / (double) records);
      figures.put().add(records / stream.putSeconds());
      figures.read().add(records / readAll(stream.kinesis(), records));
      figures.mapping().add(records / new MappingRun(stream.kinesis()).seconds(records));
    }
  }

  private static double readAll(Kinesis kinesis, int records) {
    long begun = System.nanoTime();
    long read = 0;
    for (ShardView shard : kinesis.shards(FilledStream.NAME)) {
      ReadFrom next = new ReadFrom.TrimHorizon();
      boolean more = true;
      while (more) {
        RecordPage page = kinesis.read(FilledStream.NAME, shard.shardId(), next, PAGE);
        read += page.records().size();
        next = page.next();
        more = !page.records().isEmpty();
      }
    }
    if (read != records) {
      throw new IllegalStateException("read " + read + " of " + records);
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
