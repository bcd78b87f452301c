package io.weir.replayer.recover;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.recover.Recovery.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The words that scripts read, and the time that is left. */
class RecoveryStatusTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void eachVerdictHasItsWord() {
    assertThat(
            List.of(
                new RecoveryStatus.Complete(0),
                new RecoveryStatus.Partial(1, 2, "x"),
                new RecoveryStatus.Expired("x"),
                new RecoveryStatus.Gone("x"),
                new RecoveryStatus.Refused("x"),
                new RecoveryStatus.Unreadable("x"),
                new RecoveryStatus.Malformed("x")))
        .extracting(RecoveryStatus::word)
        .containsExactly(
            "COMPLETE", "PARTIAL", "EXPIRED", "GONE", "REFUSED", "UNREADABLE", "MALFORMED");
  }

  @Test
  void completeSaysHowManyMoreThereAreThanTheBatchHad() {
    assertThat(new RecoveryStatus.Complete(0).detail()).isEmpty();
    assertThat(new RecoveryStatus.Complete(6).detail()).startsWith("6 more than the batch had");
  }

  @Test
  void aLetterIsLostWhereItIsForgottenFirst() {
    Optional<Instant> soon = Optional.of(NOW.plusSeconds(60));
    Optional<Instant> late = Optional.of(NOW.plusSeconds(90));
    for (Expiry expiry :
        List.of(
            new Expiry(soon, late),
            new Expiry(late, soon),
            new Expiry(soon, Optional.empty()),
            new Expiry(Optional.empty(), soon))) {
      assertThat(expiry.at()).isEqualTo(soon);
      assertThat(expiry.left(NOW)).contains(Duration.ofMinutes(1));
      assertThat(expiry.left(NOW.plusSeconds(61))).contains(Duration.ofSeconds(-1));
    }
    assertThat(Expiry.UNKNOWN.at()).isEmpty();
    assertThat(Expiry.UNKNOWN.left(NOW)).isEmpty();
  }
}
