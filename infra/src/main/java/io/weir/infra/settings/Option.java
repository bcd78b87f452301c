package io.weir.infra.settings;

import java.util.List;

/**
 * One option: its name, what may be said, and what holds where nothing is said.
 *
 * @param name as it is written with {@code -c} and in a stage's file
 * @param form what kind of value it takes
 * @param words the only texts that it takes; empty: any of its form
 * @param defaults of both kinds of stage
 * @param meaning one sentence, which the schema has too
 */
record Option(String name, Form form, List<String> words, Default defaults, String meaning) {

  /** What kind of value an option takes, in JSON and after {@code name=}. */
  enum Form {
    /** A whole number. */
    NUMBER("a number such as 5"),
    /** A number of shards, or {@code on-demand}. */
    CAPACITY("a number of shards, or \"on-demand\""),
    /** A length of time. */
    SPAN("a length of time such as \"90s\", \"15m\", \"6h\" or \"14d\""),
    /** {@code true} or {@code false} in JSON, {@code on} or {@code off} after {@code name=}. */
    FLAG("true or false"),
    /** One of a few words. */
    WORD("a word"),
    /** Any text. */
    TEXT("a text"),
    /** Texts; after {@code name=} with commas between them. */
    LIST("a list of texts"),
    /** Texts with names; after {@code name=} as {@code a=b,c=d}. */
    TAGS("an object of texts");

    private final String wanted;

    Form(String wanted) {
      this.wanted = wanted;
    }

    /** Returns what to write in JSON. */
    String wanted() {
      return wanted;
    }
  }

  /**
   * What holds where nothing is said.
   *
   * @param dev in a stage whose data goes with it
   * @param prod in a stage whose data outlives it; empty: nothing
   */
  record Default(String dev, String prod) {}

  static Option of(String name, Form form, String dev, String prod, String meaning) {
    return new Option(name, form, List.of(), new Default(dev, prod), meaning);
  }

  /** Makes an option that has no value unless one is said. */
  static Option of(String name, Form form, String meaning) {
    return of(name, form, "", "", meaning);
  }

  /** Makes an option that takes these words alone; the first one is the default. */
  static Option word(String name, String meaning, String... words) {
    return new Option(name, Form.WORD, List.of(words), new Default(words[0], words[0]), meaning);
  }
}
