package io.weir.local.kinesis;

import java.time.Duration;
import java.time.Instant;

/**
 * A rate limit that allows bursts of one second. What is larger than the bucket goes through when
 * the bucket is full and leaves it in debt. Not thread-safe.
 */
final class TokenBucket {

  private final long perSecond;
  private double balance;
  private Instant filledAt;

  TokenBucket(long perSecond, Instant now) {
    this.perSecond = perSecond;
    this.balance = perSecond;
    this.filledAt = now;
  }

  boolean covers(long amount, Instant now) {
    if (perSecond == KinesisLimits.UNLIMITED) {
      return true;
    }
    if (now.isAfter(filledAt)) {
      double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
      balance = Math.min((double) perSecond, balance + seconds * perSecond);
      filledAt = now;
    }
    return balance >= Math.min(amount, perSecond);
  }

  /** Takes an amount; what is larger than the bucket is paid for in full, whatever was saved up. */
  void spend(long amount) {
    double saved = amount > perSecond ? Math.min(balance, 0.0) : balance;
    balance = saved - amount;
  }
}
