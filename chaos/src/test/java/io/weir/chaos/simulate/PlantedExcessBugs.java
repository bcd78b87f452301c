package io.weir.chaos.simulate;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.weir.handler.RecordHandler.KinesisBatch;
import io.weir.local.mapping.engine.BackOff;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.StreamException;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.route.FunctionCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Bugs that lose nothing, and do too much or take too long; each has a law that must see it. */
final class PlantedExcessBugs {

  private static final int FOR_EVER = 10_000;

  private PlantedExcessBugs() {}

  /**
   * A bug.
   *
   * @param law the one that must see it
   * @param needs what a seed must have, or it cannot show the bug
   */
  record Planted(String law, Supplier<Seams> seams, Predicate<Run.Setup> needs) {
    Planted(String law, Supplier<Seams> seams) {
      this(law, seams, setup -> true);
    }
  }

  static Map<String, Planted> all() {
    Map<String, Planted> all = new LinkedHashMap<>();
    all.put("tries once more than asked", work(() -> retries(1)));
    all.put("never counts its retries down", work(() -> retries(FOR_EVER)));
    all.put("takes a failed batch for a throttled one", work(FailuresAreThrottles::new));
    all.put("reads a page for each record", work(PageARecord::new));
    all.put("calls the function again until it is content", work(NeverContent::new));
    all.put("fails a batch as a whole", late(WholeBatches::new));
    all.put("gives poison up with its batch", late(() -> mapping(PlantedExcessBugs::uncut)));
    all.put("waits longer after each failure", late(() -> mapping(PlantedExcessBugs::patient)));
    all.put("reads no shard while a batch fails", late(OneShardHoldsUpAll::new));
    return all;
  }

  private static Planted late(Supplier<Seams> seams) {
    return new Planted("isolation", seams);
  }

  private static Planted work(Supplier<Seams> seams) {
    return new Planted("bounded work", seams);
  }

  private static Seams retries(int more) {
    return mapping(
        asked -> {
          OptionalInt limit = asked.maximumRetryAttempts();
          if (limit.isEmpty()) {
            return asked; // more than without end there is not
          }
          int retries = Math.min(FOR_EVER, limit.getAsInt() + more);
          return changed(asked, OptionalInt.of(retries), asked.bisect(), asked.backOff());
        });
  }

  private static Seams mapping(UnaryOperator<MappingSettings> bug) {
    return new Seams() {
      @Override
      MappingSettings mapping(MappingSettings asked) {
        return bug.apply(asked);
      }
    };
  }

  private static MappingSettings uncut(MappingSettings asked) {
    return changed(asked, asked.maximumRetryAttempts(), false, asked.backOff());
  }

  private static MappingSettings patient(MappingSettings asked) {
    BackOff tenfold = new BackOff(Duration.ofSeconds(5), Duration.ofSeconds(60));
    return changed(asked, asked.maximumRetryAttempts(), asked.bisect(), tenfold);
  }

  private static MappingSettings changed(
      MappingSettings asked, OptionalInt retries, boolean bisect, BackOff backOff) {
    return asked.toBuilder().maximumRetryAttempts(retries).bisect(bisect).backOff(backOff).build();
  }

  /** What is throttled costs no attempt: so it begins again and again. */
  private static final class FailuresAreThrottles extends Seams {
    private int times;

    @Override
    Outcome outcome(Outcome outcome) {
      return isFailure(outcome) && ++times % 10 != 0 ? new Outcome.Throttled() : outcome;
    }
  }

  private static boolean isFailure(Outcome outcome) {
    return outcome instanceof Outcome.Returned returned
        && new String(returned.answer(), StandardCharsets.UTF_8).contains("itemIdentifier");
  }

  /** Forgets that a page holds many. */
  private static final class PageARecord extends Seams {
    @Override
    StreamReader reader(StreamReader reader) {
      return new PlantedReader(reader) {
        @Override
        public StreamReader.Page read(StreamArn stream, String shardId, String iterator, int limit)
            throws StreamException {
          return super.read(stream, shardId, iterator, 1);
        }
      };
    }
  }

  /** A loop around the call that knows no end but a good one. */
  private static final class NeverContent extends Seams {
    @Override
    FunctionCall functionCall(FunctionCall call) {
      return event -> {
        FunctionCall.Reply reply = call.invoke(event);
        for (int i = 0; i < 100 && isBad(reply); i++) {
          reply = call.invoke(event);
        }
        return reply;
      };
    }

    private static boolean isBad(FunctionCall.Reply reply) {
      return !(reply instanceof FunctionCall.Reply.Returned returned)
          || new String(returned.payload(), StandardCharsets.UTF_8).contains("itemIdentifier");
    }
  }

  private static final class WholeBatches extends Seams {
    @Override
    KinesisBatch batching(KinesisBatch batching) {
      return (event, context) -> {
        StreamsEventResponse answer = batching.process(event, context);
        if (!answer.getBatchItemFailures().isEmpty()) {
          throw new IllegalStateException("a record of the batch is bad");
        }
        return answer;
      };
    }
  }

  private static final class OneShardHoldsUpAll extends Seams {
    private int held;

    @Override
    Outcome outcome(Outcome outcome) {
      held = isFailure(outcome) ? 20 : held;
      return outcome;
    }

    @Override
    RecordSource source(RecordSource source) {
      return new RecordSource() {
        @Override
        public List<Shard> shards() {
          return source.shards();
        }

        @Override
        public Page read(String shardId, Position from, int limit) {
          if (held > 0 && held-- > 0) {
            throw new IllegalStateException("not while a batch fails");
          }
          return source.read(shardId, from, limit);
        }
      };
    }
  }
}
