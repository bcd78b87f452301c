package io.weir.local.dynamodb;

/** The usual case, told apart so that no body is parsed for nothing. */
enum NoFaults implements Faults {
  INSTANCE;

  @Override
  public Fault next(Write write) {
    return Fault.NONE;
  }
}
