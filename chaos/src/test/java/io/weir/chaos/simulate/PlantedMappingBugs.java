package io.weir.chaos.simulate;

import io.weir.local.mapping.engine.Checkpoints;
import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.StartingPosition;
import io.weir.local.mapping.engine.Target.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Bugs that a mapping may have, or the way in which it is set up. */
final class PlantedMappingBugs {

  private PlantedMappingBugs() {}

  static Map<String, Supplier<Seams>> all() {
    Map<String, Supplier<Seams>> all = new LinkedHashMap<>();
    all.put("has no destination", NoDestination::new);
    all.put("keeps the checkpoint before the destination has the pointer", LatePointers::new);
    all.put("begins at the tip after a restart", AtTheTip::new);
    all.put("reads children before their parents", NoParents::new);
    all.put("takes a failed invocation for an answer", FailuresAreAnswers::new);
    all.put("takes what is no answer for a success", NonsenseIsSuccess::new);
    all.put("does not read the list of failures", NoReports::new);
    all.put("has no filter, though one was asked for", NoFilter::new);
    return all;
  }

  private static final class NoDestination extends Seams {
    @Override
    OnFailure destination(OnFailure destination) {
      return OnFailure.nowhere();
    }
  }

  /** Hands each pointer on only when the next one comes. */
  private static final class LatePointers extends Seams {
    private Optional<String> late = Optional.empty();

    @Override
    OnFailure destination(OnFailure destination) {
      return pointer -> {
        Optional<String> before = late;
        late = Optional.of(pointer);
        before.ifPresent(destination::send);
      };
    }
  }

  private static final class AtTheTip extends Seams {
    @Override
    Checkpoints checkpoints(Checkpoints checkpoints) {
      return new Checkpoints() {
        @Override
        public Optional<Checkpoint> load(String shardId) {
          return checkpoints
              .load(shardId)
              .map(
                  it ->
                      it instanceof Checkpoint.ShardEnd
                          ? it
                          : new Checkpoint.Start(new StartingPosition.Latest()));
        }

        @Override
        public void save(String shardId, Checkpoint checkpoint) {
          checkpoints.save(shardId, checkpoint);
        }
      };
    }
  }

  private static final class NoParents extends Seams {
    @Override
    RecordSource source(RecordSource source) {
      return new RecordSource() {
        @Override
        public List<Shard> shards() {
          return source.shards().stream().map(it -> new Shard(it.shardId(), Set.of())).toList();
        }

        @Override
        public Page read(String shardId, Position from, int limit) {
          return source.read(shardId, from, limit);
        }
      };
    }
  }

  /** As the mapping once read them: an answer without a readable list is a success. */
  private static final class NonsenseIsSuccess extends Seams {
    @Override
    Outcome outcome(Outcome outcome) {
      return outcome instanceof Outcome.Returned returned
              && !new String(returned.answer(), StandardCharsets.UTF_8).contains("itemIdentifier")
          ? new Outcome.Returned("{}".getBytes(StandardCharsets.UTF_8))
          : outcome;
    }
  }

  private static final class NoReports extends Seams {
    @Override
    MappingSettings mapping(MappingSettings asked) {
      return asked.toBuilder().reportBatchItemFailures(false).build();
    }
  }

  private static final class NoFilter extends Seams {
    @Override
    Filters filters(Filters asked) {
      return Filters.none();
    }
  }

  private static final class FailuresAreAnswers extends Seams {
    @Override
    Outcome outcome(Outcome outcome) {
      return outcome instanceof Outcome.FunctionFailed
          ? new Outcome.Returned("{}".getBytes(StandardCharsets.UTF_8))
          : outcome;
    }
  }
}
