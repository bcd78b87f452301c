package io.weir.chaos;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of record that no one can store as it is.
 *
 * @param name stable, in lower case with hyphens
 * @param reason the code with which it must be rejected
 * @param what is wrong with it, in a few words
 * @param maker makes a payload of this kind; the same random numbers make the same bytes
 */
record Malformed(
    String name, String reason, String what, Function<SplittableRandom, byte[]> maker) {

  private static final List<Malformed> ALL =
      Stream.of(
              BrokenEncoding.kinds(),
              BrokenPacking.kinds(),
              BrokenJson.kinds(),
              BrokenObjects.kinds(),
              RefusedValues.kinds())
          .flatMap(List::stream)
          .toList();

  /** Returns every kind, in a fixed order. */
  static List<Malformed> all() {
    return ALL;
  }

  /** Returns a kind whose payloads are ASCII or other text without unpaired surrogates. */
  static Malformed text(
      String name, String reason, String what, Function<SplittableRandom, String> maker) {
    return text(name, reason, what, StandardCharsets.UTF_8, maker);
  }

  static Malformed text(
      String name,
      String reason,
      String what,
      Charset charset,
      Function<SplittableRandom, String> maker) {
    return new Malformed(name, reason, what, maker.andThen(text -> text.getBytes(charset)));
  }

  byte[] payload(SplittableRandom random) {
    return maker.apply(random);
  }

  /** Returns a number, so that two payloads of one kind differ. */
  static int number(SplittableRandom random) {
    return random.nextInt(1, 1_000_000);
  }
}
