package io.weir.infra.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is said of one run, and never in a file.
 *
 * @param deployed the template that is deployed now, as a file
 * @param newStack whether there is none
 * @param accepted names of rules for changes, which this run may break
 */
public record RunOptions(Optional<Path> deployed, boolean newStack, Set<String> accepted) {

  /** Refuses to be told two things at once. */
  public RunOptions {
    accepted = Set.copyOf(accepted);
    if (newStack && deployed.isPresent()) {
      throw new RefusedSettingException(
          "newStack", true, "and deployed=" + deployed.orElseThrow() + " cannot both be");
    }
  }

  /** Reads them from the CDK context. */
  public static RunOptions from(Map<String, ?> context) {
    Map<String, String> said = Options.ofContext(context);
    String fresh = said.getOrDefault("newStack", "false");
    if (!fresh.equals("true") && !fresh.equals("false")) {
      throw new RefusedSettingException("newStack", fresh, "must be true or false");
    }
    return new RunOptions(
        Optional.ofNullable(said.get("deployed")).map(Path::of),
        Boolean.parseBoolean(fresh),
        Optional.ofNullable(said.get("accept")).stream()
            .flatMap(it -> Arrays.stream(it.split(",", -1)))
            .map(String::strip)
            .collect(Collectors.toSet()));
  }
}
