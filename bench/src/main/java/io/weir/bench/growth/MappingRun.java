package io.weir.bench.growth;

import io.weir.local.kinesis.Kinesis;
import io.weir.local.mapping.engine.Checkpoints;
import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.MappingSteps;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.Step;
import io.weir.local.mapping.engine.Target;
import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.local.mapping.engine.Wiring;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import io.weir.local.pipeline.KinesisSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One mapping that carries a whole stream to a function that does nothing. */
public final class MappingRun {
  private static final byte[] ALL_WELL =
      "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8);

  private final MappingSteps mapping;
  private Instant now = FilledStream.NOW;
  private long ids;

  /** Prepares one over the local Kinesis. */
  MappingRun(Kinesis kinesis) {
    this(new KinesisSource(kinesis, FilledStream.NAME));
  }

  /** Prepares one over any source. */
  public MappingRun(RecordSource source) {
    Wiring wiring =
        new Wiring(
            new Wiring.Source(
                new StreamIdentity(
                    "arn:aws:kinesis:us-east-1:123456789012:stream/events",
                    "us-east-1",
                    "arn:aws:iam::123456789012:role/bench"),
                source),
            new Nothing(),
            OnFailure.nowhere(),
            new Kept(),
            warning -> {
              throw new IllegalStateException(warning);
            });
    mapping =
        new MappingSteps(
            MappingSettings.awsDefaults(), Filters.none(), wiring, () -> new UUID(0, ids++));
  }

  /** Runs until this many records are done, and returns the seconds that it took. */
  double seconds(int records) {
    long begun = System.nanoTime();
    while (mapping.counts().finished() < records) {
      step();
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Does what is due next, once its time has come. */
  public Optional<Step> step() {
    Instant next = mapping.nextAt();
    now = next.isAfter(now) ? next : now;
    return mapping.begin(now).map(this::take);
  }

  private Step take(MappingSteps.Work work) {
    work.perform();
    work.note(now);
    return work.step();
  }

  /** A function that does nothing, and does it well. */
  private record Nothing() implements Target {
    @Override
    public String functionArn() {
      return "arn:aws:lambda:us-east-1:123456789012:function:nothing";
    }

    @Override
    public String executedVersion() {
      return "$LATEST";
    }

    @Override
    public Outcome invoke(String requestId, byte[] event) {
      return new Outcome.Returned(ALL_WELL);
    }
  }

  /** Checkpoints in memory. */
  private static final class Kept implements Checkpoints {
    private final Map<String, Checkpoint> kept = new HashMap<>();

    @Override
    public Optional<Checkpoint> load(String shardId) {
      return Optional.ofNullable(kept.get(shardId));
    }

    @Override
    public void save(String shardId, Checkpoint checkpoint) {
      kept.put(shardId, checkpoint);
    }
  }
}
