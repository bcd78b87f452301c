package io.weir.local.kinesis;

/**
 * A fact of the contract that another emulator does not keep, and why Weir's sides with AWS. Each
 * is a row of docs/kinesis-contract.md.
 *
 * @param fact the name of the contract's test
 * @param emulator which one
 * @param sign what the failure of the test says, so that no other failure passes for this one
 * @param instead what the emulator does
 */
record Disagreement(String fact, Emulator emulator, String sign, String instead) {

  /** The emulators, besides Weir's, that the contract runs against. */
  enum Emulator {
    KINESIS_LOCAL("kinesis-local 0.6.2"),
    MOTO("moto 5.2.1");

    private final String title;

    Emulator(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  String row() {
    return "| `%s` | %s | %s |".formatted(fact, emulator.title(), instead);
  }
}
