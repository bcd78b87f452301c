package io.weir.chaos.simulate;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What clients of AWS throw. */
final class Errors {

  private Errors() {}

  /** A service refuses a call, or fails at it. */
  static AwsServiceException service(String code, int status) {
    return AwsServiceException.builder()
        .message(code)
        .statusCode(status)
        .awsErrorDetails(details(code, code))
        .build();
  }

  static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder()
        .errorCode(code)
        .errorMessage(message)
        .serviceName("Simulated")
        .build();
  }

  /** The connection broke before the answer was there. */
  static SdkClientException lost() {
    return SdkClientException.create(
        "Unable to execute HTTP request: Connection reset", new IOException("Connection reset"));
  }
}
