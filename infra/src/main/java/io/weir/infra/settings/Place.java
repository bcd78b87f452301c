package io.weir.infra.settings;

import java.util.Optional;

/**
 * Where a stack goes, and within which bounds.
 *
 * @param account the only one that it goes to
 * @param region the only one that it goes to
 * @param boundary the name of the policy that bounds every role of the stack
 */
public record Place(Optional<String> account, Optional<String> region, Optional<String> boundary) {

  /** Refuses what can be no account, no region and no policy. */
  public Place {
    check("account", account, "\\d{12}", "must be twelve digits");
    check("region", region, "[a-z]{2}(-[a-z]+)+-\\d", "must be such as eu-central-1");
    check("boundary", boundary, "[\\w+=,.@-]{1,128}", "must be the name of a policy");
  }

  static Place from(Options options) {
    return new Place(options.text("account"), options.text("region"), options.text("boundary"));
  }

  private static void check(
      String option, Optional<String> said, String allowed, String otherwise) {
    said.filter(it -> !it.matches(allowed))
        .ifPresent(
            it -> {
              throw new RefusedSettingException(option, it, otherwise);
            });
  }

  /** Returns whether both are said, and the same. */
  boolean isKnownAs(Place other) {
    return account.isPresent()
        && region.isPresent()
        && account.equals(other.account)
        && region.equals(other.region);
  }
}
