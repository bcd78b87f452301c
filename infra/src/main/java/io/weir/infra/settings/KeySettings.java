package io.weir.infra.settings;

import java.util.List;
import java.util.Optional;

/**
 * A key of the customer's own.
 *
 * @param use what it is for
 * @param existing its ARN, if it is not the stack's
 * @param others keys that every role may use besides: former ones, under which older data still
 *     lies, and the next one before it is taken
 */
public record KeySettings(Use use, Optional<Arn> existing, List<Arn> others) {

  /** Refuses a key that nothing would use. */
  public KeySettings {
    others = List.copyOf(others);
    if (use == Use.OFF) {
      existing.ifPresent(
          it -> {
            throw new RefusedSettingException(
                it.option(), it.text(), "needs customerKey=on, or readable first");
          });
    }
  }

  static KeySettings from(Options options, Existing existing) {
    String said = options.word("customerKey");
    Use use =
        switch (said) {
          case "off", "false" -> Use.OFF;
          case "readable" -> Use.READABLE;
          case "on", "true" -> Use.ON;
          default ->
              throw new RefusedSettingException(
                  "customerKey", said, "must be off or readable or on");
        };
    List<Arn> others =
        options
            .list("otherKeys")
            .map(
                it ->
                    Arn.parse(
                        "otherKeys",
                        it,
                        "kms",
                        "key/[A-Za-z0-9-]+",
                        "arn:aws:kms:us-east-1:123456789012:key/ID"))
            .toList();
    return new KeySettings(use, existing.key(), others);
  }

  /** What a key is for. A running stack takes one step at a time, either way. */
  public enum Use {
    /** There is none. */
    OFF,
    /**
     * It is there, and every role may use it, but nothing is encrypted under it from now on: the
     * step before it is switched on, and after it was.
     */
    READABLE,
    /** New data is encrypted under it. */
    ON
  }
}
