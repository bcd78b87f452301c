package io.weir.chaos.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The operators of a run, and what each of them does while faults strike. */
final class Crew {

  private final Pipeline pipeline;
  private final World world;
  private final Remedies remedies;
  private final List<Operator> operators = new ArrayList<>();

  Crew(Pipeline pipeline, Remedies remedies) {
    this.pipeline = pipeline;
    this.world = pipeline.world();
    this.remedies = remedies;
    Scenario.Staff staff = pipeline.scenario().staff();
    boolean differ = world.weather().has(Fault.HABITS);
    for (int i = 0; i < staff.operators(); i++) {
      Habits habits = differ ? Habits.draw(world.random(), world.now()) : Habits.PLAIN;
      Remedies.Choice some = staff.fixes() ? remedies.any() : Remedies.Choice.NOTHING;
      operators.add(new Operator("operator " + i, pipeline, some, habits));
      if (differ) {
        world.weather().struck(Fault.HABITS);
        world.note(() -> "an operator has these habits: " + habits);
      }
    }
  }

  List<Operator> operators() {
    return operators;
  }

  /** Returns an operator without a repair and without habits. */
  Operator plain(String name) {
    return new Operator(name, pipeline, Remedies.Choice.NOTHING, Habits.PLAIN);
  }

  /**
   * Returns the operator who clears up at the end. Where operators have habits, or a plan waits,
   * that is the heir of the first one's journal: only a journal can hold what is no longer true.
   */
  Operator last() {
    Remedies.Choice some = remedies.needed();
    boolean remembers = world.weather().has(Fault.HABITS) || world.weather().has(Fault.PLAN_WAITS);
    return remembers
        ? operators.get(0).heir(Cleanup.OPERATOR, some)
        : new Operator(Cleanup.OPERATOR, pipeline, some, Habits.PLAIN.tireless());
  }

  /** Does an operator's work. */
  void work(Operator operator) {
    int rounds = 1 + world.random().nextInt(3);
    boolean waits = world.weather().has(Fault.PLAN_WAITS) && operator == operators.get(0);
    if (waits && world.random().nextBoolean()) {
      rounds--; // then the plan also has what was not redriven before
    }
    for (int i = 0; i < rounds; i++) {
      world.pause(world.between(Duration.ofSeconds(5), Duration.ofMinutes(2)));
      beside(operator);
      if (!operator.redrive() && world.random().nextBoolean()) {
        world.pause(world.between(Duration.ofSeconds(1), Duration.ofMinutes(1)));
        operator.again();
      }
    }
    if (waits) {
      world.pause(world.between(Duration.ofSeconds(5), Duration.ofMinutes(2)));
      world.weather().struck(Fault.PLAN_WAITS);
      operator.planOnly();
    }
  }

  private void beside(Operator operator) {
    if (world.random().nextBoolean()) {
      pipeline.bucketLetters().ifPresent(it -> it.bringHome(operator));
    }
    if (operator.habits().looks() && world.random().nextInt(4) == 0) {
      operator.examine();
    }
    if (world.weather().has(Fault.HABITS) && world.random().nextInt(3) == 0) {
      operator.onlooker().look();
    }
    if (operator.habits().aims().fromVault()) {
      operator.discards().rescue(pipeline.vault());
    }
    if (operator.habits().aims().discards()) {
      operator.discards().some();
      if (world.random().nextBoolean()) {
        operator.restores().some();
      }
    }
    if (world.weather().has(Fault.HABITS)) {
      operator.exports().some();
    }
  }
}
