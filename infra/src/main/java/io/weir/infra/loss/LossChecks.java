package io.weir.infra.loss;

import io.weir.infra.loss.LossRules.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.PolicyViolatingResource;
import software.amazon.awscdk.PolicyViolation;

/**
 * {@link LossRules} as a plugin of CDK, as cdk-nag is one: a template that breaks a rule is not
 * deployed, however it came about. There is no way to acknowledge a rule.
 */
public final class LossChecks implements IPolicyValidationPlugin {

  private final LossRules rules;

  /** Checks by these rules. */
  public LossChecks(LossRules rules) {
    this.rules = rules;
  }

  @Override
  public String getName() {
    return "weir";
  }

  @Override
  public List<String> getRuleIds() {
    return Arrays.stream(LossRule.values()).map(LossRule::id).toList();
  }

  @Override
  public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
    List<PolicyViolation> violations =
        context.getTemplatePaths().stream().flatMap(it -> violations(it).stream()).toList();
    return PolicyValidationPluginReport.builder()
        .success(violations.isEmpty())
        .violations(violations)
        .build();
  }

  private List<PolicyViolation> violations(String template) {
    try {
      Map<LossRule, List<Violation>> byRule =
          rules.violations(Template.read(Path.of(template))).stream()
              .collect(Collectors.groupingBy(Violation::rule));
      return byRule.entrySet().stream()
          .map(it -> violation(it.getKey(), it.getValue(), template))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PolicyViolation violation(LossRule rule, List<Violation> found, String template) {
    return PolicyViolation.builder()
        .ruleName(rule.id())
        .description(rule.loss())
        .fix(rule.fix())
        .severity("error")
        .violatingResources(
            found.stream()
                .map(
                    it ->
                        PolicyViolatingResource.builder()
                            .resourceLogicalId(it.resource())
                            .templatePath(template)
                            .locations(List.of())
                            .build())
                .toList())
        .build();
  }
}
