package io.weir.powertools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.handler.IdempotencyGuard.GuardException;
import io.weir.handler.TestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.lambda.powertools.idempotency.Idempotency;

/** A guard whose markers another invocation holds, or cannot be had. */
class PowertoolsGuardTest {

  private final Markers markers = new Markers();
  private final List<Duration> pauses = new ArrayList<>();
  private final PowertoolsGuard guard =
      PowertoolsGuard.over(
          markers, new IdempotencySettings("Markers", Duration.ofDays(1)), this::pause);

  private void pause(Duration length) {
    pauses.add(length);
    markers.goOn(length);
  }

  @BeforeEach
  void begin() {
    Idempotency.registerLambdaContext(TestContext.relaxed());
  }

  @Test
  void waitsForTheMarkerOfAProcessThatWasKilled() {
    List<String> done = new ArrayList<>();
    killedWith("key");

    guard.run("key", () -> done.add("again"));

    assertThat(done).containsExactly("again");
    assertThat(pauses).isNotEmpty();
  }

  @Test
  void doesNotWaitLongerThanTheInvocationLasts() {
    killedWith("key");
    Idempotency.registerLambdaContext(new TestContext(() -> 3_000));

    assertThatThrownBy(() -> guard.run("key", () -> {}))
        .isInstanceOf(GuardException.class)
        .hasMessage("idempotency table Markers: another invocation holds the event's marker");
    assertThat(pauses).isEmpty();
  }

  /** The write behind the guard is conditional: once more is harmless. */
  @Test
  void aClockThatJumpsAheadRunsTheEffectAgain() {
    List<String> done = new ArrayList<>();
    guard.run("key", () -> done.add("once"));

    markers.goOn(Duration.ofDays(400));
    guard.run("key", () -> done.add("again"));

    assertThat(done).containsExactly("once", "again");
  }

  @Test
  void aClockThatJumpsBackIsWaitedForAndThenReported() {
    killedWith("key");
    markers.goOn(Duration.ofDays(-400));
    Idempotency.registerLambdaContext(
        new TestContext(() -> Math.max(0, 60_000 - 10_000 * pauses.size())));

    assertThatThrownBy(() -> guard.run("key", () -> {}))
        .isInstanceOf(GuardException.class)
        .hasMessageContaining("another invocation holds the event's marker");
    assertThat(pauses).hasSizeBetween(1, 6);
  }

  @Test
  void namesWhatIsWrongWithTheTable() {
    markers.broken =
        DynamoDbException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode("ResourceNotFoundException").build())
            .build();

    assertThatThrownBy(() -> guard.run("key", () -> {}))
        .isInstanceOf(GuardException.class)
        .hasMessage("idempotency table Markers: ResourceNotFoundException");
  }

  private void killedWith(String key) {
    markers.outOfReach = true;
    assertThatThrownBy(
            () ->
                guard.run(
                    key,
                    () -> {
                      throw new IllegalStateException("killed");
                    }))
        .hasMessageContaining("killed");
    markers.outOfReach = false;
  }
}
