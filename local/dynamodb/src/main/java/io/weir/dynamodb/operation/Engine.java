package io.weir.dynamodb.operation;

import io.weir.dynamodb.expression.Expressions;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.Tables;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What the operations work with. */
public record Engine(
    Tables tables,
    Expressions expressions,
    RandomGenerator random,
    String arns,
    Function<Table, Optional<StreamName>> streams) {

  /** How a table's stream is named: by its ARN, and by the label in it. */
  public record StreamName(String arn, String label) {}

  /** Returns a new identifier, drawn from the engine's randomness. */
  public String newId() {
    long high;
    long low;
    synchronized (random) {
      high = random.nextLong();
      low = random.nextLong();
    }
    return new UUID((high & ~0xf000L) | 0x4000L, (low & ~(3L << 62)) | (1L << 63)).toString();
  }

  /** Returns the ARN of a table. */
  public String arnOf(String table) {
    return arns + table;
  }
}
