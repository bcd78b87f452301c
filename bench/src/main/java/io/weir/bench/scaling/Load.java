package io.weir.bench.scaling;

/**
 * What a steady stream of events asks of AWS: limits and list prices of us-east-1, as
 * docs/scaling.md cites them.
 *
 * @param eventsPerSecond events of 1 KB
 * @param batchSize the most events of an invocation
 */
record Load(long eventsPerSecond, int batchSize) {

  /** Shards are not filled to the brim: a hot key and a burst need room. */
  private static final double FILLED = 0.8;

  private static final double RECORDS_PER_SHARD = 1000;
  private static final double SECONDS_A_MONTH = 730 * 3600.0;

  /** An item of 1.4 KB takes two units, and its entry in the index two more. */
  private static final int UNITS_PER_EVENT = 4;

  private static final int STATEMENTS_PER_CALL = 25;
  private static final int CALLS_IN_FLIGHT = 8;

  /** Assumed: what a batch of 25 takes DynamoDB, with the network. */
  private static final double SECONDS_PER_CALL = 0.02;

  /** What an event costs in CPU on one processor; Lambda gives 1,024 MB some 58 % of one. */
  private static final double CPU_SECONDS_PER_EVENT = 0.0001;

  private static final double PROCESSORS = 1024 / 1769.0;
  private static final double GIGABYTES = 1;

  private static final double SHARD_HOUR = 0.015;
  private static final double RETENTION_SHARD_HOUR = 0.020;
  private static final double PUTS_MILLION = 0.014;
  private static final double REQUESTS_MILLION = 0.20;
  private static final double GIGABYTE_SECOND = 0.0000133334;
  private static final double WRITES_MILLION = 0.625;
  private static final double UNIT_HOUR = 0.00065;

  /** Capacity bought in advance is not used up either. */
  private static final double USED = 0.7;

  long shards() {
    return (long) Math.ceil(eventsPerSecond / (RECORDS_PER_SHARD * FILLED));
  }

  /** A window of one second fills a batch up to what a shard delivers in it. */
  double eventsPerBatch() {
    return Math.min(batchSize, eventsPerSecond / (double) shards());
  }

  double invocationsPerSecond() {
    return eventsPerSecond / eventsPerBatch();
  }

  /** How long an invocation takes: its rounds of calls, and its CPU. */
  double secondsPerBatch() {
    double calls = Math.ceil(eventsPerBatch() / STATEMENTS_PER_CALL);
    return Math.ceil(calls / CALLS_IN_FLIGHT) * SECONDS_PER_CALL
        + eventsPerBatch() * CPU_SECONDS_PER_EVENT / PROCESSORS;
  }

  /** How many invocations run at once, by Little's law. */
  double busy() {
    return invocationsPerSecond() * secondsPerBatch();
  }

  /** The parallelization factor that keeps each shard's lanes less than 80 % busy. */
  long factor() {
    return Math.max(1, (long) Math.ceil(busy() / shards() / FILLED));
  }

  /** What the account must allow: every lane of every shard may be busy. */
  long concurrency() {
    return shards() * factor();
  }

  long writeUnits() {
    return eventsPerSecond * UNITS_PER_EVENT;
  }

  private double millionsAMonth(double perSecond) {
    return perSecond * SECONDS_A_MONTH / 1e6;
  }

  /** Shards, puts and seven days of retention, in dollars a month. */
  double stream() {
    return shards() * 730 * (SHARD_HOUR + RETENTION_SHARD_HOUR)
        + millionsAMonth((double) eventsPerSecond) * PUTS_MILLION;
  }

  double function() {
    return millionsAMonth(invocationsPerSecond()) * REQUESTS_MILLION
        + busy() * SECONDS_A_MONTH * GIGABYTES * GIGABYTE_SECOND;
  }

  double onDemand() {
    return millionsAMonth((double) writeUnits()) * WRITES_MILLION;
  }

  double provisioned() {
    return writeUnits() / USED * 730 * UNIT_HOUR;
  }
}
