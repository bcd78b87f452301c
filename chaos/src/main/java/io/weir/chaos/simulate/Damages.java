package io.weir.chaos.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The kinds of damage that a run's producers do, and what is known of each damaged payload. */
final class Damages {

  /** All kinds that there are. */
  static final List<Damage> ALL =
      Stream.of(NumberDamages.ALL, TextDamages.ALL, ShapeDamages.ALL, IdentityDamages.ALL)
          .flatMap(List::stream)
          .toList();

  private static final int KINDS = 4;

  private final Weather weather;
  private final List<Damage> kinds;
  private final Map<String, Made> made = new HashMap<>();

  /** A damaged payload. */
  record Made(Damage damage, Change change) {}

  private Damages(Weather weather, List<Damage> kinds) {
    this.weather = weather;
    this.kinds = kinds;
  }

  /** Draws some kinds; none where a run does not have them. */
  static Damages draw(World world) {
    List<Damage> kinds = new ArrayList<>();
    if (world.weather().has(Fault.REPAIRS)) {
      List<Damage> left = new ArrayList<>(ALL);
      while (kinds.size() < KINDS) {
        kinds.add(left.remove(world.random().nextInt(left.size())));
      }
      world.note(
          () -> "the producers damage payloads: " + kinds.stream().map(Damage::name).toList());
    }
    return new Damages(world.weather(), kinds);
  }

  List<Damage> kinds() {
    return kinds;
  }

  /**
   * Makes a damaged payload; nothing if the run has no kinds, or the one that was drawn is for one
   * record and has it.
   *
   * @param id the next identity that a payload may have
   */
  Optional<Change> next(SplittableRandom random, int number, Supplier<String> id) {
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    Damage damage = kinds.get(random.nextInt(kinds.size()));
    boolean single = damage.filter().newIdentity().isPresent();
    if (single && made.values().stream().anyMatch(it -> it.damage().equals(damage))) {
      return Optional.empty();
    }
    Optional<String> named = random.nextBoolean() ? Optional.of(id.get()) : Optional.empty();
    weather.struck(Fault.REPAIRS);
    Change change = damage.maker().apply(new Draw(random, damage.name(), number, named));
    made.put(Spec.sha256(change.before()), new Made(damage, change));
    return Optional.of(change);
  }

  /** Returns how many filters it takes to repair records: a plan has one. */
  long filters(List<AcceptedRecord> records) {
    return records.stream()
        .map(AcceptedRecord::spec)
        .filter(spec -> spec.isEvent() && !spec.storable())
        .map(spec -> of(spec.hash()).map(it -> it.damage().name()))
        .distinct()
        .count();
  }

  /** Returns what is known of the payload with a hash, if it was damaged here. */
  Optional<Made> of(String hash) {
    return Optional.ofNullable(made.get(hash));
  }
}
