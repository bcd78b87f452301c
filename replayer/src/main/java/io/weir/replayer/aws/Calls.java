package io.weir.replayer.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call with an effect tells about the effect. */
final class Calls {

  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  private Calls() {}

  /** Turned away because there is too much to do: nothing happened. */
  static boolean throttled(SdkException e) {
    return e instanceof AwsServiceException service
        && (service.isThrottlingException()
            || service.statusCode() == TOO_MANY
            || String.valueOf(code(service)).contains("Throughput"));
  }

  /**
   * Refused before anything happened, and so will the next call be: a permission, a name, or no
   * credentials. A call that broke off, or ended in a fault of the service, may have happened.
   */
  static boolean refused(SdkException e) {
    if (e instanceof AwsServiceException service) {
      return service.statusCode() < SERVER;
    }
    return Failure.of(e).message().contains("credentials")
        || Failure.of(e).message().contains("region");
  }

  private static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
  }
}
