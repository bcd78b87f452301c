package io.weir.infra.stack;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * When an alarm begins.
 *
 * @param threshold that a period's value is compared with
 * @param breaching periods that have to be beyond it
 * @param periods out of that many
 * @param missing what a period without a value counts as
 */
record Limit(double threshold, int breaching, int periods, TreatMissingData missing) {

  /** In one period. */
  static Limit once(double threshold) {
    return of(threshold, 1, 1);
  }

  /** In some of the last periods; what reports nothing has nothing to report. */
  static Limit of(double threshold, int breaching, int periods) {
    return new Limit(
        threshold, Math.min(breaching, periods), periods, TreatMissingData.NOT_BREACHING);
  }

  /** In each of these periods; one that reports nothing is what is wrong. */
  static Limit silent(int periods) {
    return new Limit(0, periods, periods, TreatMissingData.BREACHING);
  }

  /** The same limit for a level: what stops to report is as it was, and not as it should be. */
  Limit asItWas() {
    return new Limit(threshold, breaching, periods, TreatMissingData.IGNORE);
  }

  ComparisonOperator operator() {
    return missing == TreatMissingData.BREACHING
        ? ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD;
  }
}
