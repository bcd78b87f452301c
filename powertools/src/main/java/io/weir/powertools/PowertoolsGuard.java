package io.weir.powertools;

import com.amazonaws.services.lambda.runtime.Context;
import io.weir.handler.IdempotencyGuard;
import io.weir.handler.call.BackOff.Pause;
import java.time.Duration;
import software.amazon.lambda.powertools.idempotency.Idempotency;
import software.amazon.lambda.powertools.idempotency.IdempotencyConfig;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyAlreadyInProgressException;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyPersistenceLayerException;
import software.amazon.lambda.powertools.idempotency.persistence.BasePersistenceStore;

/**
 * Powertools' idempotency as the guard of an effect.
 *
 * <p>A marker that another invocation holds is waited for: a process that was killed holds it until
 * its own time-out, and the mapping's retries would be used up by then. It began earlier, so its
 * marker ends before this invocation does.
 *
 * <p>Powertools' idempotency is a singleton: the last guard that was made is the one that counts.
 */
final class PowertoolsGuard implements IdempotencyGuard {

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** A second more than the function keeps for its answer by default. */
  private static final Duration MARGIN = Duration.ofSeconds(3);

  private final String table;
  private final Pause pause;

  private PowertoolsGuard(String table, Pause pause) {
    this.table = table;
    this.pause = pause;
  }

  static PowertoolsGuard over(BasePersistenceStore store, IdempotencySettings settings) {
    return over(store, settings, Pause.REAL);
  }

  static PowertoolsGuard over(
      BasePersistenceStore store, IdempotencySettings settings, Pause pause) {
    Idempotency.config()
        .withPersistenceStore(store)
        .withConfig(
            IdempotencyConfig.builder()
                .withExpiration(settings.expiration())
                .withHashFunction("SHA-256")
                .build())
        .configure();
    return new PowertoolsGuard(settings.table(), pause);
  }

  @Override
  public void run(String key, Runnable effect) {
    while (true) {
      try {
        Idempotency.makeIdempotent(key, () -> done(effect), Boolean.class);
        return;
      } catch (IdempotencyAlreadyInProgressException e) {
        waitOrThrow(e);
      } catch (IdempotencyPersistenceLayerException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new GuardException("idempotency table " + table + ": " + MarkerTable.code(cause), e);
      }
    }
  }

  private static boolean done(Runnable effect) {
    effect.run();
    return true;
  }

  private void waitOrThrow(IdempotencyAlreadyInProgressException e) {
    Context context = Idempotency.getInstance().getConfig().getLambdaContext();
    if (context.getRemainingTimeInMillis() <= MARGIN.plus(PAUSE).toMillis()) {
      throw new GuardException(
          "idempotency table " + table + ": another invocation holds the event's marker", e);
    }
    try {
      pause.pause(PAUSE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new GuardException("interrupted while another invocation held the event's marker", e);
    }
  }
}
