package io.weir.chaos.simulate;

import io.weir.replayer.plan.Repairs;
import io.weir.replayer.plan.repair.Fix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The filters of a run's operators: one against each kind of damage, compiled when it is used. */
final class Remedies {

  private static final String BRACE = ". + \"" + Spec.MISSING + "\"";

  /** To compile one costs as much as half a run, and each says the same in all runs. */
  private static final Map<Damage.Filter, Fix> COMPILED = new ConcurrentHashMap<>();

  private final Pipeline pipeline;
  private final Remedy brace;
  private final Map<Damage, Remedy> others = new HashMap<>();
  private final Map<Remedy, Integer> lastUse = new HashMap<>();
  private int turn;

  /** The filter that an operator types against poison when making a plan. */
  interface Choice {

    /** Types no filter. */
    Choice NOTHING = Optional::empty;

    /** Returns the filter of the next plan, if it has one. */
    Optional<Remedy> next();

    /** Returns how many filters would be tried in turn. */
    default int several() {
      return 1;
    }
  }

  Remedies(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.brace = remedy(null, new Damage.Filter(BRACE, true, Optional.empty(), false));
  }

  private Remedy remedy(@Nullable Damage against, Damage.Filter filter) {
    Fix fix = COMPILED.computeIfAbsent(filter, it -> Fix.compile(it.text(), it.raw()));
    return new Remedy(
        against, new Repairs(pipeline.tools().seams().fix(fix), filter.newIdentity()));
  }

  private Remedy against(Damage damage) {
    return others.computeIfAbsent(damage, it -> remedy(it, it.filter()));
  }

  /** What an operator types while faults strike: one of them, with or without a mistake before. */
  Choice any() {
    return () -> {
      World world = pipeline.world();
      List<Damage> kinds = pipeline.payloads().damages().kinds();
      if (kinds.isEmpty()) {
        return Optional.of(brace);
      }
      Mistakes.filter(world, pipeline.truth());
      Mistakes.time(world, pipeline.truth());
      int which = world.random().nextInt(kinds.size() + 1);
      return Optional.of(which == kinds.size() ? brace : against(kinds.get(which)));
    };
  }

  /** What the last operator types: in turn, whatever may help those that still wait. */
  Choice needed() {
    return new Choice() {
      @Override
      public Optional<Remedy> next() {
        Remedy best = brace;
        for (Remedy one : wanted()) {
          if (lastUse(one) < lastUse(best) || !wanted().contains(best)) {
            best = one;
          }
        }
        lastUse.put(best, ++turn);
        return Optional.of(best);
      }

      @Override
      public int several() {
        return Math.max(1, wanted().size());
      }
    };
  }

  private int lastUse(Remedy remedy) {
    return lastUse.getOrDefault(remedy, 0);
  }

  /** What must be refused is tried once. */
  private Set<Remedy> wanted() {
    Truth truth = pipeline.truth();
    Set<Remedy> wanted = new LinkedHashSet<>();
    for (AcceptedRecord known : standing(truth)) {
      Optional<Damages.Made> made = pipeline.payloads().damages().of(known.spec().hash());
      Remedy one = made.map(it -> against(it.damage())).orElse(brace);
      boolean helps = known.spec().isEvent() && !known.spec().storable();
      if (helps || (made.isPresent() && lastUse(one) == 0)) {
        wanted.add(one);
      }
    }
    return wanted;
  }

  /** Also what is stored: its filter alone shows that its letter is not needed. */
  private static List<AcceptedRecord> standing(Truth truth) {
    List<AcceptedRecord> standing = new ArrayList<>();
    truth.letters().values().forEach(covered -> standing.addAll(truth.standing().of(covered)));
    return standing;
  }
}
