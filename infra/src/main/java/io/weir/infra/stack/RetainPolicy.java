package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.constructs.Construct;

/**
 * What happens to a resource that holds records when its stack changes or goes.
 *
 * <p>A replacement never deletes, in no stage: it can happen by accident. {@code cdk destroy} is
 * not an accident, so it deletes in dev.
 */
final class RetainPolicy {

  private RetainPolicy() {}

  /**
   * A first deployment that fails leaves nothing; but the table of prod, which is protected against
   * a deletion by hand, and with it against this one (DDB-61).
   */
  static RemovalPolicy policy(Settings settings) {
    return settings.stage().durable()
        ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        : RemovalPolicy.DESTROY;
  }

  /** Says what happens to the resource. */
  static void apply(Construct holder, Settings settings) {
    if (holder.getNode().getDefaultChild() instanceof CfnResource resource) {
      resource.applyRemovalPolicy(policy(settings));
      resource.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
    }
  }
}
