package io.weir.handler.call;

import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What went wrong with a whole call to a service.
 *
 * @param remedy what to do about it
 * @param code the service's error code or the exception's type: a message might quote the payload
 */
public record Fault(Remedy remedy, String code) {

  private static final int TOO_LARGE = 413;

  /** The call is wrong, not the service: perhaps because of a single entry. */
  private static final Set<String> OF_THE_CALL =
      Set.of(
          "ValidationException",
          "SerializationException",
          "InvalidParameterValue",
          "InvalidMessageContents",
          "BatchRequestTooLong",
          "AWS.SimpleQueueService.BatchRequestTooLong");

  /** What to do about a fault. */
  public enum Remedy {
    /** The same call may work a moment later; it may even have worked. */
    TRY_AGAIN,
    /** Smaller calls find the entry that spoils this one, and spare the others. */
    SPLIT,
    /** Trying again in this invocation is of no use. */
    GIVE_UP
  }

  /** Judges an exception that a client threw. */
  public static Fault of(RuntimeException thrown) {
    if (thrown instanceof SdkServiceException service) {
      return ofService(service);
    }
    return new Fault(
        passes(thrown) ? Remedy.TRY_AGAIN : Remedy.GIVE_UP, thrown.getClass().getSimpleName());
  }

  private static Fault ofService(SdkServiceException thrown) {
    String code = code(thrown);
    if (thrown.isThrottlingException()
        || thrown.isClockSkewException()
        || thrown.statusCode() >= 500) {
      return new Fault(Remedy.TRY_AGAIN, code);
    }
    if (thrown.statusCode() == TOO_LARGE || OF_THE_CALL.contains(code)) {
      return new Fault(Remedy.SPLIT, code);
    }
    return new Fault(Remedy.GIVE_UP, code);
  }

  private static String code(SdkServiceException thrown) {
    if (thrown instanceof AwsServiceException aws && aws.awsErrorDetails() != null) {
      String code = aws.awsErrorDetails().errorCode();
      if (code != null) {
        return code;
      }
    }
    return thrown.getClass().getSimpleName();
  }

  /** Says whether the connection, and not the configuration, is to blame. */
  private static boolean passes(RuntimeException thrown) {
    if (thrown instanceof AbortedException) {
      return false;
    }
    if (thrown instanceof ApiCallTimeoutException
        || thrown instanceof ApiCallAttemptTimeoutException) {
      return true;
    }
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
