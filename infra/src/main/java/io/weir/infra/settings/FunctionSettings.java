package io.weir.infra.settings;

import java.time.Duration;

/**
 * The function.
 *
 * @param poison what it does with a record that can never be stored
 * @param memory 512 to 10,240 MB; CPU comes with it
 * @param timeout 10 s to 15 m: well above the two seconds that the function keeps for its answer
 */
public record FunctionSettings(Poison poison, int memory, Duration timeout) {

  /** Refuses what Lambda would, and a timeout that leaves no time to work. */
  public FunctionSettings {
    Range.of(512, 10_240).check("memory", memory);
    Range.of(Duration.ofSeconds(10), Duration.ofMinutes(15)).check("timeout", timeout);
  }
}
