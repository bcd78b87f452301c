package io.weir.infra.settings;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which keys of CDK's context are CDK's own, and which are options. What is neither is refused,
 * however it is spelled: a wrong option that is ignored deploys a default.
 */
final class OptionNames {

  /** Feature flags, switches of the command line, and answers of its look-ups. */
  private static final Pattern OF_CDK =
      Pattern.compile(
          "@[a-z-]+/.+|aws:cdk:.+|aws-cdk:.+|[a-z-]+:account=\\d*:.+|[a-z-]+:region=[a-z0-9-]+.*");

  private static final Set<String> PLAIN = Set.of("acknowledged-issue-numbers", "cli-telemetry");

  private OptionNames() {}

  static boolean isOfCdk(String key) {
    return PLAIN.contains(key) || OF_CDK.matcher(key).matches();
  }

  /**
   * Goes on only with an option.
   *
   * @throws RefusedSettingException with the name that is meant, if one can be guessed
   */
  static void check(String key, Collection<String> known) {
    if (known.contains(key)) {
      return;
    }
    OptionTable.alike(key, OptionTable.FIXED.keySet())
        .ifPresent(
            fixed -> {
              throw new RefusedSettingException(
                  "'" + key + "' is not an option: " + OptionTable.FIXED.get(fixed));
            });
    OptionTable.alike(key, known)
        .ifPresent(
            meant -> {
              throw new RefusedSettingException(
                  "unknown option '" + key + "': it is written " + meant);
            });
    throw new RefusedSettingException(
        "unknown option '" + key + "': the options are " + String.join(", ", known));
  }
}
