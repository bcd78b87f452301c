package io.weir.infra.stack;

import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** An exception from a rule of cdk-nag, with its reason. */
final class Reason {

  private Reason() {}

  static void why(IConstruct construct, String rule, String reason) {
    Validations.of(construct).acknowledge(Acknowledgment.builder().id(rule).reason(reason).build());
  }

  /**
   * The same for an ARN whose parts are known at deployment only, such as {@code <AWS::Region>}.
   * CDK takes colons of a rule's name for the end of a prefix and refuses more than one pair, so
   * what it would record is recorded here.
   */
  static void whyArn(IConstruct construct, String rule, String reason) {
    construct
        .getNode()
        .addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(rule, reason));
  }
}
