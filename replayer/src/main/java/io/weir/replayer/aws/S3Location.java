package io.weir.replayer.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket and the beginning of keys in it.
 *
 * @param bucket the bucket's name
 * @param prefix without a slash at its start; empty, or with a slash at its end
 */
public record S3Location(String bucket, String prefix) {

  private static final Pattern URI =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/?(.*)");

  /** Reads {@code s3://bucket/prefix}; empty if it is none. */
  public static Optional<S3Location> parse(String text) {
    Matcher m = URI.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    String prefix = m.group(2);
    return Optional.of(
        new S3Location(
            m.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/"));
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
