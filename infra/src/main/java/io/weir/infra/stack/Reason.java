package io.weir.infra.stack;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** An exception from a rule of cdk-nag, with its reason. */
final class Reason {

  private Reason() {}

  static void why(IConstruct construct, String rule, String reason) {
    Validations.of(construct).acknowledge(Acknowledgment.builder().id(rule).reason(reason).build());
  }
}
