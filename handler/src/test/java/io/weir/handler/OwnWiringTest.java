package io.weir.handler;

/** Weir's own wiring, as Lambda starts it. */
class OwnWiringTest extends WiringContract {

  @Override
  protected Wiring wiring() {
    return Wiring.own();
  }
}
