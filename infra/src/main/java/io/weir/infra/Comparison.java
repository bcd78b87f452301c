package io.weir.infra;

import io.weir.infra.loss.ChangeRule;
import io.weir.infra.loss.ChangeRules;
import io.weir.infra.loss.ChangeRules.Change;
import io.weir.infra.loss.Template;
import io.weir.infra.settings.RunOptions;
import io.weir.infra.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What runs already, and what the next template would do to it. */
final class Comparison {

  private final Settings settings;
  private final RunOptions run;
  private final Optional<Template> running;

  private Comparison(Settings settings, RunOptions run, Optional<Template> running) {
    this.settings = settings;
    this.run = run;
    this.running = running;
  }

  /**
   * Finds the deployed template: in the file that was given, or at CloudFormation.
   *
   * @param account where CDK has credentials
   * @throws RefusedChangeException if a stage that keeps its data would change unseen
   */
  static Comparison of(Settings settings, RunOptions run, Optional<Account> account, Notes notes) {
    checkNames(run.accepted());
    String stack = settings.names().stack();
    if (run.deployed().isPresent()) {
      return new Comparison(settings, run, Optional.of(read(run.deployed().orElseThrow())));
    }
    if (account.isPresent()) {
      Optional<Template> found = account.orElseThrow().template(stack);
      if (found.isPresent() && run.newStack()) {
        throw new RefusedChangeException("newStack=true: there is a stack " + stack + " already");
      }
      return new Comparison(settings, run, found);
    }
    if (settings.stage().durable() && !run.newStack()) {
      throw new RefusedChangeException(
          ("%s is not compared with what is deployed: there are no credentials. Give them, or the"
                  + " template (aws cloudformation get-template --stack-name %s --query TemplateBody"
                  + " > FILE; -c deployed=FILE), or say -c newStack=true if there is none")
              .formatted(stack, stack));
    }
    if (!run.newStack()) {
      notes.tell(stack + " is not compared with what is deployed: there are no credentials");
    }
    return new Comparison(settings, run, Optional.empty());
  }

  private static void checkNames(Set<String> accepted) {
    List<String> known =
        Arrays.stream(ChangeRule.values())
            .filter(ChangeRule::acceptable)
            .map(ChangeRule::id)
            .toList();
    accepted.stream()
        .filter(it -> !known.contains(it))
        .forEach(
            it -> {
              throw new RefusedChangeException(
                  "accept=" + it + ": must be one of " + String.join(", ", known));
            });
  }

  private static Template read(Path file) {
    try {
      return Template.read(file);
    } catch (IOException e) {
      throw new RefusedChangeException(
          "deployed="
              + file
              + ": is no template in JSON that can be read (aws cloudformation get-template"
              + " --query TemplateBody writes one)");
    }
  }

  /**
   * Goes on only if nothing of what runs would be lost.
   *
   * @param next the template that would be deployed
   * @throws RefusedChangeException with a line for each loss
   */
  void check(Template next) {
    Map<ChangeRule, List<Change>> refused =
        running.stream()
            .flatMap(it -> ChangeRules.compare(it, next).stream())
            .filter(it -> !run.accepted().contains(it.rule().id()))
            .collect(Collectors.groupingBy(Change::rule, LinkedHashMap::new, Collectors.toList()));
    if (!refused.isEmpty()) {
      throw new RefusedChangeException(
          refused.entrySet().stream()
              .map(it -> settings.names().stack() + " runs, " + one(it.getKey(), it.getValue()))
              .collect(Collectors.joining("\n")));
    }
  }

  /** One option, such as a key, changes several resources: that is one refusal. */
  private static Change one(ChangeRule rule, List<Change> changes) {
    return new Change(
        rule,
        joined(changes, Change::what),
        joined(changes, Change::from),
        joined(changes, Change::to));
  }

  private static String joined(List<Change> changes, Function<Change, String> part) {
    return changes.stream().map(part).distinct().collect(Collectors.joining(", "));
  }

  /** Says in a line each what a running stack would lose, and the way to do it. */
  static final class RefusedChangeException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    RefusedChangeException(String message) {
      super(message);
    }
  }
}
