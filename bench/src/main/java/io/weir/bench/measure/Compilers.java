package io.weir.bench.measure;

import java.util.List;

/** The compilers that Lambda's Java runtimes let a function have (LAM-4). */
public enum Compilers {

  /** Whatever comes up on demand. */
  C1(500),

  /** Java 25 behind SnapStart, or with provisioned concurrency: as the JVM is by default. */
  C1_AND_C2(50_000);

  private final int warmUpCalls;

  Compilers(int warmUpCalls) {
    this.warmUpCalls = warmUpCalls;
  }

  /** The virtual machine's options. */
  public List<String> options() {
    return this == C1 ? List.of("-XX:TieredStopAtLevel=1") : List.of();
  }

  /** How many calls of a service a function makes until it is compiled for good. */
  public int warmUpCalls() {
    return warmUpCalls;
  }
}
