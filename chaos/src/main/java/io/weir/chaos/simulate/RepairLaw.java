package io.weir.chaos.simulate;

import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.plan.PlannedRecord.Repair;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a plan's repairs against what each filter must make of each payload: to the byte, or
 * nothing and the reason.
 */
record RepairLaw(Truth truth, Damages damages) {

  private static final Set<String> REPAIRABLE = Set.of("POISON", "UNKNOWN");

  /** What is kept for another reason than its repair. */
  private static final List<String> OTHER_REASONS =
      List.of("not selected", "set aside: ", "the range holds more records", "repaired, but ");

  /** No reason may quote a payload; those that would be easy to quote have this in them. */
  static final String SECRET = "secret-";

  void check(Plan plan, Optional<Remedy> used) {
    plan.records().forEach(record -> check(record, used));
  }

  private void check(PlannedRecord record, Optional<Remedy> used) {
    AcceptedRecord known = known(record.record());
    if (known == null || !known.spec().hash().equals(record.payloadHash())) {
      return; // a copy that was repaired, or a forged one
    }
    Optional<Damages.Made> made = damages.of(known.spec().hash());
    if (isPutAgain(known, made)) {
      return;
    }
    Repair repair = record.repair();
    if (repair != null) {
      repaired(known, repair, used, made);
    } else if (record.action() == Action.KEEP && REPAIRABLE.contains(record.diagnosis())) {
      used.ifPresent(remedy -> kept(known, record.why(), remedy, made));
    }
  }

  /** What a replayer has put into the stream with its origin inside is another text. */
  private static boolean isPutAgain(AcceptedRecord known, Optional<Damages.Made> made) {
    Spec spec = known.spec();
    return made.isEmpty() && spec.isEvent() && !spec.storable() && !spec.isTorn();
  }

  private @Nullable AcceptedRecord known(String place) {
    String[] at = place.split("/", -1);
    return truth.records().find(at[1], new BigInteger(at[2]));
  }

  private void repaired(
      AcceptedRecord known, Repair repair, Optional<Remedy> used, Optional<Damages.Made> made) {
    byte[] original = Base64.getDecoder().decode(repair.original());
    byte[] after = Base64.getDecoder().decode(repair.repaired());
    if (!Spec.sha256(original).equals(known.spec().hash())) {
      violation("the plan's copy of the original is another payload", known);
    }
    if (used.filter(it -> it.leaves(known)).isPresent()) {
      if (!Arrays.equals(original, after)) {
        violation("a filter that leaves it alone has changed it", known);
      }
      return;
    }
    Optional<byte[]> expected = used.flatMap(it -> it.expected(known, made));
    if (expected.isEmpty()) {
      violation("it is repaired, and the repair had to be refused", known);
    } else if (!Arrays.equals(expected.get(), after)) {
      violation("it is repaired, and is not what its filter says", known);
    }
  }

  private void kept(AcceptedRecord known, String why, Remedy remedy, Optional<Damages.Made> made) {
    if (why.isBlank() || why.contains(SECRET)) {
      violation("it is kept, and the reason is none, or quotes it: " + why, known);
    }
    if (OTHER_REASONS.stream().anyMatch(why::startsWith)) {
      return;
    }
    if (remedy.leaves(known) || remedy.expected(known, made).isPresent()) {
      violation("its filter repairs it, and it is kept: " + why, known);
    }
    String told = made.filter(remedy::isFor).map(it -> it.damage().told()).orElse("");
    if (!why.contains(told)) {
      violation("it is kept, and told is \"%s\" instead of \"%s\"".formatted(why, told), known);
    }
  }

  private void violation(String what, AcceptedRecord known) {
    truth.violation("repair", what, known);
  }
}
