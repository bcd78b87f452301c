package io.weir.chaos.simulate;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What clients of AWS throw. */
final class Errors {

  /** What a person sees whose settings, permissions or names are wrong. */
  static final List<Supplier<RuntimeException>> OF_A_PERSON =
      List.of(
          () -> service("AccessDenied", 403),
          () -> service("UnrecognizedClientException", 400),
          () -> service("InvalidSignatureException", 400),
          () -> service("UnauthorizedOperation", 400),
          () -> service("OptInRequired", 400),
          () -> service("AuthFailure", 400),
          () -> service("InvalidClientTokenId", 400),
          () -> service("InternalFailure", 401),
          () -> service("Forbidden", 403),
          () -> service("ResourceNotFoundException", 404),
          () -> service("AWS.SimpleQueueService.NonExistentQueue", 400),
          () -> service("QueueDoesNotExist", 400),
          () -> service("NoSuchBucket", 404),
          () -> worded("ValidationError", "Stack with id Weir does not exist", 400),
          () -> worded("", "only a text", 400),
          () -> worded("OnlyACode", "", 400),
          () -> worded("", "", 301),
          () -> service("LimitOverLimit", 400),
          () -> SdkClientException.create("Unable to load region from any of the providers"),
          () -> SdkClientException.create("Unable to load credentials from any of the providers"),
          () -> SdkClientException.create("Profile file contained no credentials for 'dev'"),
          () -> SdkClientException.create("first line\nsecond line"));

  private Errors() {}

  /** A service refuses a call, or fails at it. */
  static AwsServiceException service(String code, int status) {
    return worded(code, code, status);
  }

  private static AwsServiceException worded(String code, String text, int status) {
    return AwsServiceException.builder()
        .message(code)
        .statusCode(status)
        .awsErrorDetails(details(code, text))
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
    return unreached(new IOException("Connection reset"));
  }

  /** A service cannot be reached; the cause need not say why. */
  static SdkClientException unreached(@Nullable Throwable cause) {
    return SdkClientException.create("Unable to execute HTTP request: Connection reset", cause);
  }
}
