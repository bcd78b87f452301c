package io.weir.infra.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of something that is there already.
 *
 * @param option that it was given with
 * @param text the whole of it
 * @param region empty where it is known at deployment only
 * @param account empty where it is known at deployment only
 */
public record Arn(String option, String text, String region, String account) {

  private static final Pattern PARTS =
      Pattern.compile("arn:aws[a-z-]*:([a-z]+):([a-z0-9-]+):(\\d{12}):(.+)");

  /** CDK's stand-in for what another resource of the same app will be called. */
  private static final Pattern TOKEN = Pattern.compile("\\$\\{Token\\[.+");

  /**
   * Reads one.
   *
   * @param service that it must be of, such as {@code kinesis}
   * @param resource what its last part must look like
   * @param example that a refusal shows
   */
  static Arn parse(String option, String text, String service, String resource, String example) {
    if (TOKEN.matcher(text).matches()) {
      return new Arn(option, text, "", "");
    }
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches() || !parts.group(1).equals(service) || !parts.group(4).matches(resource)) {
      throw new RefusedSettingException(option, text, "must be an ARN such as " + example);
    }
    return new Arn(option, text, parts.group(2), parts.group(3));
  }

  /** Returns whether it is only known at deployment: a token of a team's own app. */
  public boolean isToken() {
    return region.isEmpty();
  }

  /** Returns the last part, behind a slash or a colon: a name, or a key's id. */
  public String name() {
    return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
  }

  /** Refuses what is not where the stack goes, as far as that is known. */
  void mustBeIn(Optional<String> wantedRegion, Optional<String> wantedAccount) {
    if (isToken()) {
      return;
    }
    wantedRegion
        .filter(it -> !it.equals(region))
        .ifPresent(
            it -> {
              throw new RefusedSettingException(
                  option, text, "is of region " + region + ", and the stack goes to " + it);
            });
    wantedAccount
        .filter(it -> !it.equals(account))
        .ifPresent(
            it -> {
              throw new RefusedSettingException(
                  option, text, "is of account " + account + ", and the stack goes to " + it);
            });
  }

  /** Refuses ARNs that are of several regions or accounts: they can be beside no one stack. */
  static void mustAgree(List<Arn> all) {
    List<Arn> known = all.stream().filter(it -> !it.isToken()).toList();
    known.stream()
        .findFirst()
        .ifPresent(
            first ->
                known.forEach(
                    it -> it.mustBeIn(Optional.of(first.region), Optional.of(first.account))));
  }
}
