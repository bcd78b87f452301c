package io.weir.replayer.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A function's execution role, which the mapping names in every record it hands over. */
public final class FunctionRole {

  private FunctionRole() {}

  /** Returns the role's ARN; empty where it may not be looked up: hardly any function reads it. */
  public static String of(LambdaClient lambda, String function) {
    try {
      String role = lambda.getFunctionConfiguration(it -> it.functionName(function)).role();
      return role == null ? "" : role;
    } catch (SdkException e) {
      return "";
    }
  }
}
