package io.weir.infra.settings;

import java.util.Optional;

/**
 * The table.
 *
 * @param index what its index {@code byPartitionKey} holds
 * @param backupDays that it can be restored to: 1 to 35
 * @param mostWrites write units a second above which it refuses; empty: the account's quota
 * @param warmWrites write units a second that it takes at once; empty: what on demand begins with
 */
public record TableSettings(
    Index index, int backupDays, Optional<Integer> mostWrites, Optional<Integer> warmWrites) {

  /** What on demand begins with. */
  private static final int COLD = 4_000;

  /** Refuses what DynamoDB would. */
  public TableSettings {
    RefusedSettingException.checkRange("backupDays", backupDays, 1, 35);
    mostWrites.ifPresent(it -> RefusedSettingException.checkRange("mostWrites", it, 1, 10_000_000));
    warmWrites.ifPresent(
        it -> RefusedSettingException.checkRange("warmWrites", it, COLD, 10_000_000));
    if (mostWrites.isPresent() && warmWrites.isPresent()) {
      int most = mostWrites.orElseThrow();
      int warm = warmWrites.orElseThrow();
      if (warm > most) {
        throw new RefusedSettingException(
            "warmWrites", warm, "is paid for, and mostWrites=" + most + " forbids to use it");
      }
    }
  }

  static TableSettings from(Options options) {
    String index = options.word("index");
    return new TableSettings(
        switch (index) {
          case "all", "on", "true" -> Index.ALL;
          case "keys" -> Index.KEYS;
          case "off", "false" -> Index.OFF;
          default ->
              throw new RefusedSettingException("index", index, "must be all or keys or off");
        },
        options.number("backupDays"),
        options.numberIfSaid("mostWrites"),
        options.numberIfSaid("warmWrites"));
  }

  /** What the index holds of each item, and so what a write costs. */
  public enum Index {
    /** All of it: a query is answered by the index alone. */
    ALL,
    /** Its keys: a query names the events, the table has them. */
    KEYS,
    /** There is none. */
    OFF;

    /** Returns whether there is one. */
    public boolean isThere() {
      return this != OFF;
    }
  }
}
