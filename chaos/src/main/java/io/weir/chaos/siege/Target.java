package io.weir.chaos.siege;

/** What can be killed. */
public enum Target {
  /** One process of the function, in the middle of whatever it does. */
  FUNCTION,
  /** The mapping, with the services: the process of {@code local.jar up}. */
  MAPPING,
  /** A command of the replayer. */
  REPLAYER
}
