package io.weir.dynamodb;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What an engine is started with.
 *
 * @param clock the time of creation dates, expiry and streams
 * @param random what identifiers are drawn from; used by one thread at a time
 * @param region the region that ARNs name
 * @param account the account that ARNs name
 */
public record Settings(InstantSource clock, RandomGenerator random, String region, String account) {

  private static final String REGION = "us-east-1";
  private static final String ACCOUNT = "000000000000";

  /** Returns settings with the region and the account that local tools commonly have. */
  public static Settings of(InstantSource clock, RandomGenerator random) {
    return new Settings(clock, random, REGION, ACCOUNT);
  }

  String tableArns() {
    return "arn:aws:dynamodb:" + region + ":" + account + ":table/";
  }
}
