package io.weir.infra.stack;

import io.weir.infra.settings.MappingSettings;
import io.weir.infra.settings.Settings;
import io.weir.infra.stack.JavaFunction.Surroundings;
import java.util.List;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.MetricsConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.OnFailureProperty;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The mapping from the stream to the function.
 *
 * <p>It is CloudFormation's own resource and not CDK's event source, which grants more than Lambda
 * uses (ESM-62). What is not a setting here is no setting on purpose: see {@code
 * io.weir.infra.loss}.
 */
final class EventProcessor extends Construct {

  private final JavaFunction java;
  private final CfnEventSourceMapping mapping;

  EventProcessor(Construct scope, String id, Settings settings, Code code, Surroundings around) {
    super(scope, id);
    java = new JavaFunction(this, "Function", settings, code, around);
    MappingSettings wanted = settings.mapping();
    mapping =
        CfnEventSourceMapping.Builder.create(this, "Mapping")
            .functionName(java.live().getFunctionArn())
            .eventSourceArn(around.source().arn())
            .startingPosition("TRIM_HORIZON")
            .batchSize(wanted.batchSize())
            .maximumBatchingWindowInSeconds(wanted.batchWindow().toSeconds())
            .parallelizationFactor(wanted.parallelization())
            .functionResponseTypes(List.of("ReportBatchItemFailures"))
            .bisectBatchOnFunctionError(true)
            .maximumRetryAttempts(wanted.retries())
            .maximumRecordAgeInSeconds(wanted.maxRecordAge().toSeconds())
            .metricsConfig(MetricsConfigProperty.builder().metrics(List.of("EventCount")).build())
            .destinationConfig(
                DestinationConfigProperty.builder()
                    .onFailure(
                        OnFailureProperty.builder()
                            .destination(around.deadLetters().destinationArn())
                            .build())
                    .build())
            .build();
  }

  Function function() {
    return java.function();
  }

  Alias live() {
    return java.live();
  }

  String logGroupName() {
    return java.logGroupName();
  }

  /** Returns what everything invokes, the replayer included. */
  String liveArn() {
    return java.live().getFunctionArn();
  }

  String mappingId() {
    return mapping.getRef();
  }
}
