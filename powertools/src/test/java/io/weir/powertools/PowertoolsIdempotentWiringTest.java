package io.weir.powertools;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.handler.Wiring;
import io.weir.handler.WiringContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Both utilities, with markers in memory. */
class PowertoolsIdempotentWiringTest extends WiringContract {

  private final Markers markers = new Markers();

  @Override
  protected Wiring wiring() {
    return PowertoolsWiring.idempotent(
        PowertoolsGuard.over(
            markers, new IdempotencySettings("Markers", Duration.ofDays(1)), markers::goOn));
  }

  @Override
  protected void cutOff(boolean now) {
    markers.outOfReach = now;
  }

  /** The documented limit: a marker is no look into the table. */
  @Override
  protected void storesAnItemAgainThatWasDeleted() {
    assertThat(storesAgain()).isFalse();
  }

  @Test
  void storesAnItemAgainOnceItsMarkerHasExpired() {
    assertThat(storesAgain()).isFalse();

    markers.goOn(Duration.ofDays(2));

    assertThat(storesAgain()).isTrue();
  }
}
