package io.weir.bench.whole;

import java.net.URI;
import java.util.Map;

/** A contender's environment. */
public final class Environment {
  /** The table that events go to. */
  public static final String TABLE = "EventLogs";

  private Environment() {}

  /** Returns the variables that Lambda would set, with the store in DynamoDB's place. */
  public static Map<String, String> of(URI store) {
    return Map.of(
        "AWS_ACCESS_KEY_ID", "bench",
        "AWS_SECRET_ACCESS_KEY", "bench",
        "AWS_REGION", "us-east-1",
        "AWS_EC2_METADATA_DISABLED", "true",
        "AWS_ENDPOINT_URL", store.toString(),
        "AWS_EMF_ENVIRONMENT", "Lambda",
        "AWS_LAMBDA_FUNCTION_NAME", "bench",
        "POWERTOOLS_SERVICE_NAME", "bench",
        "POWERTOOLS_METRICS_NAMESPACE", "Weir",
        "TABLE_NAME", TABLE);
  }
}
