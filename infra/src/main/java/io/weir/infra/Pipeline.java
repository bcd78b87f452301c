package io.weir.infra;

import io.weir.infra.loss.LossChecks;
import io.weir.infra.loss.LossRules;
import io.weir.infra.settings.Settings;
import io.weir.infra.stack.Jars;
import io.weir.infra.stack.Parts;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;

/**
 * The pipeline as a construct, for a CDK app of a team's own: from a stream, its own or one that is
 * there, through the function into a table, with dead letters, alarms and what the replayer may do.
 *
 * <p>It brings its rules along: an app in which the pipeline could lose a record does not
 * synthesize. They look at the pipeline's own resources, and at no others of the stack.
 */
public final class Pipeline extends Construct {

  private final Parts parts;

  /**
   * Adds a pipeline.
   *
   * @param id under which more than one can be in a stack, if their names differ
   * @param settings as {@link Settings#from} reads them
   * @param jars the code to deploy
   */
  public Pipeline(Construct scope, String id, Settings settings, Jars jars) {
    super(scope, id);
    parts = new Parts(this, settings, jars);
    Validations.of(this)
        .addPlugins(
            new LossChecks(
                new LossRules(settings.stage().durable(), own(), LossFacts.of(settings))));
  }

  /** Returns the names that the replayer and operators need, by the names of the outputs. */
  public Map<String, String> outputs() {
    return parts.outputs();
  }

  private Set<String> own() {
    Stack stack = Stack.of(this);
    return getNode().findAll().stream()
        .filter(CfnResource.class::isInstance)
        .map(CfnElement.class::cast)
        .map(it -> String.valueOf(stack.resolve(stack.getLogicalId(it))))
        .collect(Collectors.toSet());
  }
}
