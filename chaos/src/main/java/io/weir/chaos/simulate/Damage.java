package io.weir.chaos.simulate;

import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of damage that a producer does, and the filter that an operator types against it. The
 * expected result of the filter is computed by separate code.
 *
 * @param name its kind, as the payloads name it
 * @param told what a refusal must say; empty where the repair succeeds
 * @param maker makes a payload
 */
record Damage(String name, Filter filter, String told, Function<Draw, Change> maker) {

  /**
   * What the operator types.
   *
   * @param text in jq
   * @param raw whether it gets the text
   * @param newIdentity what {@code --new-identity} names
   * @param sparing whether it leaves other payloads as they are; else it yields no event
   */
  record Filter(String text, boolean raw, Optional<String> newIdentity, boolean sparing) {}

  /**
   * Members beside those that each payload has.
   *
   * @param in in the payload
   * @param out in what becomes of it
   */
  record Members(String in, String out) {

    /** Both begin alike. */
    static Members and(String both, String more) {
      return new Members(both, both + more);
    }
  }

  /** An event in a list of one, and a filter that takes it out and does more with it. */
  static Damage listed(String name, String then, Function<Draw, Members> members) {
    return document(
        name,
        ".[0] | select(.kind == \"%s\") | %s".formatted(name, then),
        draw -> {
          Members some = members.apply(draw);
          String head = draw.head() + ",";
          return Change.of(
              "[{" + head + some.in() + "}]", "{" + head + some.out() + "}", draw.id());
        });
  }

  /** An event that is wrong in itself. */
  static Damage object(String name, String then, Function<Draw, Change> maker) {
    return document(name, "select(.kind == \"%s\") | %s".formatted(name, then), maker);
  }

  /** A filter of documents that yields nothing for others. */
  static Damage document(String name, String filter, Function<Draw, Change> maker) {
    return new Damage(name, new Filter(filter, false, Optional.empty(), false), "", maker);
  }

  /** A text that is no document, and a filter that looks for its kind in it. */
  static Damage text(String name, String then, Function<Draw, Change> maker) {
    String filter = "select(contains(\"\\\"kind\\\":\\\"%s\\\"\")) | %s".formatted(name, then);
    return new Damage(name, new Filter(filter, true, Optional.empty(), false), "", maker);
  }

  /** A filter of texts that leaves all others as they are. */
  static Damage sparing(String name, String filter, Function<Draw, Change> maker) {
    return new Damage(name, new Filter(filter, true, Optional.empty(), true), "", maker);
  }

  /** An event in a list of one, and a filter that must not do what it says. */
  static Damage refused(String name, String then, String told, Function<Draw, String> members) {
    return document(
            name,
            ".[0] | select(.kind == \"%s\") | %s".formatted(name, then),
            draw -> Change.none("[{" + draw.head() + "," + members.apply(draw) + "}]"))
        .refusing(told);
  }

  /** The same, refused for a reason. */
  Damage refusing(String why) {
    return new Damage(name, filter, why, maker);
  }

  /** The same, with a new identity that the operator names: it is for one record. */
  Damage naming(String identity) {
    Filter named = new Filter(filter.text(), filter.raw(), Optional.of(identity), filter.sparing());
    return new Damage(name, named, told, maker);
  }
}
