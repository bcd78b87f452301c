package io.weir.bench;

import java.util.List;

/** The compilers that Lambda's Java runtimes let a function have (LAM-4). */
public enum Compilers {

  /** Whatever comes up on demand. */
  C1(1),

  /** Java 25 behind SnapStart, or with provisioned concurrency: as the JVM is by default. */
  C1_AND_C2(10);

  private final int warmUps;

  Compilers(int warmUps) {
    this.warmUps = warmUps;
  }

  /** The virtual machine's options. */
  public List<String> options() {
    return this == C1 ? List.of("-XX:TieredStopAtLevel=1") : List.of();
  }

  /** How many times as long as with C1 it takes until nothing is compiled any more. */
  public int warmUps() {
    return warmUps;
  }
}
