package io.weir.powertools;

import io.weir.handler.Wiring;
import io.weir.handler.WiringContract;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyItemAlreadyExistsException;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyItemNotFoundException;
import software.amazon.lambda.powertools.idempotency.persistence.BasePersistenceStore;
import software.amazon.lambda.powertools.idempotency.persistence.DataRecord;

/** Powertools' wiring under the contract that Weir's own passes. */
class PowertoolsWiringTest extends WiringContract {

  @Override
  protected Wiring wiring() {
    return PowertoolsWiring.over(new InMemory());
  }

  /** Powertools' memory without a table. */
  private static final class InMemory extends BasePersistenceStore {
    private final Map<String, DataRecord> records = new ConcurrentHashMap<>();

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
      if (records.putIfAbsent(record.getIdempotencyKey(), record) != null) {
        throw new IdempotencyItemAlreadyExistsException();
      }
    }

    @Override
    public void updateRecord(DataRecord record) {
      records.put(record.getIdempotencyKey(), record);
    }

    @Override
    public void deleteRecord(String key) {
      records.remove(key);
    }
  }
}
