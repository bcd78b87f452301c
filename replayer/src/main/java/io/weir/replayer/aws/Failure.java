package io.weir.replayer.aws;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A failed call of AWS, for a person: one line that says what to do.
 *
 * @param kind what is at fault
 * @param message the line
 */
public record Failure(Kind kind, String message) {

  /** What is at fault. */
  public enum Kind {
    /** Credentials, a permission, the region, the network: nothing that waiting helps. */
    NO_ACCESS,
    /** A name that does not exist. */
    NOT_FOUND,
    /** Too many calls, or a fault of the service that may pass. */
    PASSING,
    /** The request makes no sense to the service. */
    INVALID,
    /** Anything else. */
    OTHER
  }

  /** Explains a failure. */
  public static Failure of(SdkException e) {
    return e instanceof AwsServiceException service ? ofService(service) : ofClient(e);
  }

  private static Failure ofService(AwsServiceException e) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
    String code = details.map(AwsErrorDetails::errorCode).map(String::valueOf).orElse("");
    String text = details.map(AwsErrorDetails::errorMessage).map(String::valueOf).orElse("");
    String service = details.map(AwsErrorDetails::serviceName).map(String::valueOf).orElse("AWS");
    Kind kind = kind(code, text, e);
    String line =
        switch (kind) {
          case NO_ACCESS ->
              service
                  + " refused: "
                  + named(code, text, e)
                  + "; check the credentials and the policy";
          case NOT_FOUND -> service + " does not know it: " + named(code, text, e);
          default -> service + " failed: " + named(code, text, e);
        };
    return new Failure(kind, line);
  }

  private static String named(String code, String text, AwsServiceException e) {
    if (text.isBlank()) {
      return code.isBlank() ? "HTTP status " + e.statusCode() + ", without a reason" : code;
    }
    return code.isBlank() ? text : text + " (" + code + ")";
  }

  private static Kind kind(String code, String text, AwsServiceException e) {
    String lower = code.toLowerCase(Locale.ROOT);
    if (e.isThrottlingException() || lower.contains("throttl") || lower.contains("overlimit")) {
      return Kind.PASSING;
    }
    if (lower.contains("accessdenied")
        || lower.contains("expiredtoken")
        || lower.contains("token")
        || lower.contains("signature")
        || lower.contains("unauthorized")
        || lower.contains("unrecognizedclient")
        || lower.contains("optinrequired")
        || lower.contains("authfailure")
        || e.statusCode() == 401
        || e.statusCode() == 403) {
      return Kind.NO_ACCESS;
    }
    if (lower.contains("notfound")
        || lower.contains("nonexistent")
        || lower.contains("doesnotexist")
        || lower.contains("nosuch")
        || text.contains("does not exist")) {
      return Kind.NOT_FOUND;
    }
    return e.statusCode() >= 500 ? Kind.PASSING : e.statusCode() >= 400 ? Kind.INVALID : Kind.OTHER;
  }

  private static Failure ofClient(SdkException e) {
    String text = words(e);
    if (text.contains("Unable to load region")) {
      return new Failure(
          Kind.NO_ACCESS, "no region is configured: add --region, or set AWS_REGION");
    }
    if (text.contains("Unable to load credentials")) {
      return new Failure(
          Kind.NO_ACCESS, "no credentials were found: add --profile, or sign in first");
    }
    if (text.startsWith("Profile file contained no credentials")) {
      return new Failure(Kind.NO_ACCESS, "the profile has no credentials: sign in, or add them");
    }
    if (text.contains("Unable to execute HTTP request")) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Failure(Kind.NO_ACCESS, "AWS cannot be reached: " + words(cause));
    }
    return new Failure(Kind.NO_ACCESS, text);
  }

  /** Returns the first line of what a fault says; what it is, if it says nothing. */
  private static String words(Throwable e) {
    return Optional.ofNullable(e.getMessage())
        .flatMap(message -> message.lines().filter(line -> !line.isBlank()).findFirst())
        .orElse(e.getClass().getSimpleName());
  }
}
