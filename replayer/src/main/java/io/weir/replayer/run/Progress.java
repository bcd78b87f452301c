package io.weir.replayer.run;

import java.util.Map;

/** Is told how a run gets on. */
@FunctionalInterface
public interface Progress {

  /** Reports nothing. */
  Progress NONE = (fates, all, perSecond) -> {};

  /**
   * Some records have got their fate.
   *
   * @param fates how many have which, so far
   * @param all how many records the plan has
   * @param perSecond the present pace
   */
  void at(Map<Fate, Integer> fates, int all, double perSecond);

  /**
   * Nothing can begin yet: another receiver holds messages of the plan.
   *
   * @param messages how many are waited for
   */
  default void waiting(int messages) {}
}
