package io.weir.infra.stack;

import software.amazon.awscdk.Duration;

/** Lengths of time in CDK's own type. */
final class CdkTime {

  private CdkTime() {}

  static Duration of(java.time.Duration span) {
    return Duration.seconds(span.toSeconds());
  }
}
