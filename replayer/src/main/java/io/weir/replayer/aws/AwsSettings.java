package io.weir.replayer.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Which AWS is spoken to. What is absent is found as the AWS CLI finds it.
 *
 * @param region as in {@code eu-central-1}
 * @param profile of the shared configuration files
 * @param endpoint instead of AWS's own
 */
public record AwsSettings(
    Optional<String> region, Optional<String> profile, Optional<URI> endpoint) {

  /** Tells whether a profile is named that the configuration files do not have. */
  public boolean isProfileUnknown() {
    return profile.isPresent() && ProfileFile.defaultProfileFile().profile(profile.get()).isEmpty();
  }
}
