package io.weir.powertools;

import io.weir.handler.Wiring;
import io.weir.handler.WiringContract;

/**
 * Powertools' batch utility over Weir's store, under the contract that Weir's own wiring passes.
 */
class PowertoolsWiringTest extends WiringContract {

  @Override
  protected Wiring wiring() {
    return PowertoolsWiring.batch();
  }
}
