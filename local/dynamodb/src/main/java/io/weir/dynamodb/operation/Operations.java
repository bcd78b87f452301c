package io.weir.dynamodb.operation;

import java.util.LinkedHashMap;
import java.util.Map;

/** All operations of this package by their names. */
public final class Operations {

  private Operations() {}

  /** Returns the operations of one engine. */
  public static Map<String, Operation> of(Engine engine) {
    Map<String, Operation> all = new LinkedHashMap<>();
    all.putAll(new TableOperations(engine).all());
    all.putAll(new ItemWrites(engine).all());
    all.putAll(new ItemReads(engine).all());
    all.putAll(new StatementOperations(engine).all());
    all.putAll(new RangeReads(engine).all());
    all.putAll(new BatchOperations(engine).all());
    all.putAll(new Transactions(engine).all());
    all.putAll(new AccountOperations(engine).all());
    all.putAll(new TimeToLive(engine).all());
    all.putAll(new Tags(engine).all());
    return all;
  }
}
