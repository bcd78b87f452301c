package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.simulate.PlantedExcessBugs.Planted;
import io.weir.replayer.archive.Rescue;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.recover.Archive;
import io.weir.replayer.route.FunctionCall;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.TableState;
import io.weir.replayer.route.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the replayer of version 0.1.0 did wrong, each with the law that must see it. */
final class PlantedFormerBugs {

  private static final String DISCIPLINE = "pointer discipline";
  private static final String WORK = "bounded work";

  private PlantedFormerBugs() {}

  static Map<String, Planted> all() {
    Map<String, Planted> all = new LinkedHashMap<>(beliefs());
    all.put(
        "L4: skips a message that it has deleted once",
        new Planted(
            "liveness",
            SkipsDeleted::new,
            any(Fault.DELETE_LOST, Fault.DELETION_LIES, Fault.MESSAGE_RETURNS)));
    all.put("L8: restores without attributes", new Planted("restore", DropsAttributes::new));
    all.put(
        "L9: stops a restore at a message that is too large",
        new Planted("restore", AssumesSize::new, any(Fault.QUEUE_SMALL)));
    all.put(
        "W1: reads an answer that the mapping ignores",
        new Planted(WORK, ReadsEachAnswer::new, PlantedFormerBugs::mappingReadsNoAnswers));
    all.put(
        "W3: takes each cancelled transaction for a takeover",
        new Planted("takeover", SeesTakeovers::new, any(Fault.TRANSACTION_CANCELLED)));
    all.put(
        "E1: receives until the queue is empty",
        new Planted(WORK, DrainsAll::new, PlantedFormerBugs::leasesAreShort));
    return all;
  }

  private static Map<String, Planted> beliefs() {
    Map<String, Planted> all = new LinkedHashMap<>();
    Predicate<Run.Setup> itemsGo = any(Fault.ITEM_VANISHED, Fault.TABLE_RESTORED);
    all.put(
        "L1: believes the journal over the table",
        new Planted(DISCIPLINE, BelievesTheJournal::new, itemsGo));
    all.put(
        "L2: believes the plan over the table",
        new Planted(DISCIPLINE, () -> new BelievesPlans(false), itemsGo));
    all.put(
        "L3: believes a plan that was edited",
        new Planted(DISCIPLINE, () -> new BelievesPlans(true), any(Fault.PLAN_EDITED)));
    all.put(
        "L5: believes a payload in the queue",
        new Planted("no invention", BelievesPayloads::new, any(Fault.LETTER_FORGED)));
    all.put(
        "L6: redrives what the filter drops",
        new Planted("filter", KnowsNoFilter::new, PlantedFormerBugs::mappingFilters));
    all.put(
        "L7: believes a copy that holds a part",
        new Planted("rescue", BelievesCopies::new, PlantedFormerBugs::copiesAreMade));
    return all;
  }

  private static Predicate<Run.Setup> any(Fault... faults) {
    return setup -> Stream.of(faults).anyMatch(setup.weather()::has);
  }

  private static boolean mappingFilters(Run.Setup setup) {
    return !setup.scenario().sieve().patterns().isEmpty();
  }

  private static boolean mappingReadsNoAnswers(Run.Setup setup) {
    return !setup.scenario().mapping().reportBatchItemFailures();
  }

  private static boolean copiesAreMade(Run.Setup setup) {
    return setup.scenario().staff().rescues()
        || setup.habits().stream().anyMatch(it -> it.aims().fromVault());
  }

  private static boolean leasesAreShort(Run.Setup setup) {
    return setup.habits().stream().anyMatch(it -> it.lease().compareTo(Tools.LEASE) < 0);
  }

  /** Says of some records that they are stored, and asks the table for the others. */
  private static Proof believing(Proof proof, Predicate<Work> known) {
    if (!proof.hasTable()) {
      return proof;
    }
    return records -> {
      List<TableState> findings = new ArrayList<>(proof.look(records));
      for (int i = 0; i < findings.size(); i++) {
        if (known.test(records.get(i))) {
          findings.set(i, TableState.STORED);
        }
      }
      return findings;
    };
  }

  private static final class BelievesTheJournal extends Seams {
    private final Set<String> confirmed = new HashSet<>();

    @Override
    FunctionCall functionCall(FunctionCall call) {
      return event -> {
        FunctionCall.Reply reply = call.invoke(event);
        if (reply instanceof FunctionCall.Reply.Returned returned) {
          String answer = new String(returned.payload(), StandardCharsets.UTF_8);
          for (JsonNode record : records(event)) {
            String number = record.path("kinesis").path("sequenceNumber").asText();
            byte[] data = Base64.getDecoder().decode(record.path("kinesis").path("data").asText());
            if (!answer.contains(number)) {
              confirmed.add(number + " " + Spec.sha256(data));
            }
          }
        }
        return reply;
      };
    }

    private static JsonNode records(byte[] event) {
      try {
        return new JsonMapper().readTree(event).path("Records");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    Proof proof(Proof proof) {
      return believing(proof, work -> confirmed.contains(key(work)));
    }

    private static String key(Work work) {
      return work.sequenceNumber() + " " + work.payloadHash();
    }
  }

  /** Believes the verdicts that its own plan has, or only those that were changed since. */
  private static final class BelievesPlans extends Seams {
    private final boolean edited;
    private final Set<String> stored = new HashSet<>();

    BelievesPlans(boolean edited) {
      this.edited = edited;
    }

    @Override
    Plan plan(Plan plan) {
      stored.clear();
      plan.records()
          .filter(it -> it.action() == Action.SKIP_STORED && isEdited(it) == edited)
          .forEach(it -> stored.add(it.record()));
      return plan;
    }

    private static boolean isEdited(PlannedRecord record) {
      return !record.diagnosis().equals("STORED");
    }

    @Override
    Proof proof(Proof proof) {
      return believing(proof, work -> stored.contains(work.record()));
    }
  }

  private static final class SkipsDeleted extends Seams {
    private final Set<String> deleted = new HashSet<>();

    @Override
    LetterQueue letters(LetterQueue letters) {
      return new PlantedQueue(letters) {
        @Override
        public List<Leased> lease(Duration time) {
          return super.lease(time).stream().filter(it -> !deleted.contains(it.message())).toList();
        }

        @Override
        public Map<String, String> delete(Map<String, String> receipts) {
          Map<String, String> failed = super.delete(receipts);
          deleted.addAll(receipts.keySet());
          deleted.removeAll(failed.keySet());
          return failed;
        }
      };
    }
  }

  private static final class BelievesPayloads extends Seams {
    @Override
    Archive archive(Archive archive) {
      return line -> true;
    }
  }

  private static final class KnowsNoFilter extends Seams {
    @Override
    MappingFilter mappingFilter(MappingFilter filter) {
      return MappingFilter.NONE;
    }
  }

  /** What is in the vault in part counts as kept: nothing tells of it any more. */
  private static final class BelievesCopies extends Seams {
    @Override
    Rescue.Report rescued(Rescue.Report report) {
      return new Rescue.Report(
          report.copied(),
          0,
          report.before() + report.copiedInPart(),
          report.lost(),
          report.refused(),
          report.unreadable(),
          report.malformed(),
          report.nextLoss());
    }
  }

  private static final class DropsAttributes extends Seams {
    @Override
    LetterQueue letters(LetterQueue letters) {
      return new PlantedQueue(letters) {
        @Override
        public String send(String body, Attributes attributes) {
          return super.send(body, Attributes.NONE);
        }
      };
    }
  }

  private static final class AssumesSize extends Seams {
    @Override
    LetterQueue letters(LetterQueue letters) {
      return new PlantedQueue(letters) {
        @Override
        public int largestMessage() {
          return 1 << 20;
        }
      };
    }
  }

  private static final class ReadsEachAnswer extends Seams {
    @Override
    boolean reports(boolean reports) {
      return true;
    }
  }

  private static final class SeesTakeovers extends Seams {
    @Override
    DynamoDbClient teamJournal(DynamoDbClient table) {
      return new PlantedTakeovers(table);
    }
  }

  /**
   * Receives on and on, as long as messages come back: each answer looks as if it brought something
   * new, and no lease grows longer.
   */
  private static final class DrainsAll extends Seams {
    private static final int ENOUGH = 20_000;
    private int answers;

    @Override
    LetterQueue letters(LetterQueue letters) {
      return new PlantedQueue(letters) {
        @Override
        public List<Leased> lease(Duration time) {
          Duration own = time.compareTo(Tools.LEASE) < 0 ? Duration.ofSeconds(2) : time;
          List<Leased> leased = answers > ENOUGH ? List.of() : super.lease(own);
          if (leased.isEmpty()) {
            return leased;
          }
          List<Leased> more = new ArrayList<>(leased);
          Leased last = leased.get(leased.size() - 1);
          more.add(new Leased("again-" + ++answers, last.receipt(), last.body()));
          return Collections.unmodifiableList(more);
        }
      };
    }
  }
}
