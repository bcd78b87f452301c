package io.weir.infra.loss;

/**
 * A setting that could lose a record.
 *
 * @param rule its rule
 * @param resource the logical id of the resource that has it
 */
public record Violation(LossRule rule, String resource) {

  @Override
  public String toString() {
    return rule.id() + " " + resource + ": " + rule.loss() + " " + rule.fix();
  }
}
