package io.weir.powertools;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyItemAlreadyExistsException;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyItemNotFoundException;
import software.amazon.lambda.powertools.idempotency.persistence.BasePersistenceStore;
import software.amazon.lambda.powertools.idempotency.persistence.DataRecord;
import software.amazon.lambda.powertools.idempotency.persistence.DataRecord.Status;

/**
 * Powertools' markers in memory, by the condition that its table has, with a clock that is moved.
 */
final class Markers extends BasePersistenceStore {

  /** Whether updates and deletions do not arrive, as those of a process that was killed. */
  volatile boolean outOfReach;

  /** What a put throws. */
  volatile @Nullable RuntimeException broken;

  private final Map<String, DataRecord> records = new ConcurrentHashMap<>();
  private Duration ahead = Duration.ZERO;

  /** Moves the clock. */
  void goOn(Duration length) {
    ahead = ahead.plus(length);
  }

  @Override
  public DataRecord getRecord(String key) throws IdempotencyItemNotFoundException {
    DataRecord record = records.get(key);
    if (record == null) {
      throw new IdempotencyItemNotFoundException(key);
    }
    return record;
  }

  @Override
  public void putRecord(DataRecord record, Instant now)
      throws IdempotencyItemAlreadyExistsException {
    if (broken != null) {
      throw broken;
    }
    DataRecord there = records.get(record.getIdempotencyKey());
    if (there != null && holds(there, now.plus(ahead))) {
      throw new IdempotencyItemAlreadyExistsException();
    }
    records.put(record.getIdempotencyKey(), record);
  }

  private static boolean holds(DataRecord record, Instant now) {
    boolean late =
        record.getStatus() == Status.INPROGRESS
            && record.getInProgressExpiryTimestamp().isPresent()
            && record.getInProgressExpiryTimestamp().getAsLong() < now.toEpochMilli();
    return record.getExpiryTimestamp() >= now.getEpochSecond() && !late;
  }

  @Override
  public void updateRecord(DataRecord record) {
    if (!outOfReach) {
      records.put(record.getIdempotencyKey(), record);
    }
  }

  @Override
  public void deleteRecord(String key) {
    if (!outOfReach) {
      records.remove(key);
    }
  }
}
