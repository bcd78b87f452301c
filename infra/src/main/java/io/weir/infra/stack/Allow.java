package io.weir.infra.stack;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * Statements that name each action. CDK's own grants give more than is used: the index with every
 * write, or a queue's attributes with every send.
 */
final class Allow {

  private Allow() {}

  static PolicyStatement on(String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }
}
