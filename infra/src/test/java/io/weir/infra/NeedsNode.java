package io.weir.infra;

import java.io.PrintWriter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Marks tests that synthesize. Where there is no Node they are skipped, and say so. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.Condition.class)
@interface NeedsNode {

  /** Looks for Node before anything of CDK is touched. */
  final class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Node.present(System.getenv())) {
        return ConditionEvaluationResult.enabled("Node is there");
      }
      if (context.getTestMethod().isEmpty()) {
        new PrintWriter(System.err, true, StandardCharsets.UTF_8)
            .println("SKIPPED " + context.getDisplayName() + ": " + Node.MISSING);
      }
      return ConditionEvaluationResult.disabled(Node.MISSING);
    }
  }
}
