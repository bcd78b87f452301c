package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The key of the customer's own, if one is wanted: for the stream, the queue, the bucket, the
 * table, the log group and the topic alike.
 */
final class DataKey extends Construct {

  private final Optional<IKey> key;

  DataKey(Construct scope, String id, Settings settings) {
    super(scope, id);
    key = settings.customerKey() ? Optional.of(create(settings)) : Optional.empty();
  }

  Optional<IKey> key() {
    return key;
  }

  /** Returns what a reader of the stream, the queue or the bucket needs. */
  Optional<PolicyStatement> decrypt() {
    return key.map(it -> Allow.on(it.getKeyArn(), "kms:Decrypt"));
  }

  /**
   * Returns what the function's role needs: it reads the stream, sends to the queue or the bucket,
   * and reads and writes the table. Without it dead letters would be dropped in silence (ESM-33).
   */
  Optional<PolicyStatement> use() {
    return key.map(
        it ->
            Allow.on(
                it.getKeyArn(),
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo"));
  }

  private IKey create(Settings settings) {
    Key created =
        Key.Builder.create(this, "Key")
            .description("Weir " + settings.stage().label() + ": events on their way")
            .enableKeyRotation(true)
            .build();
    RetainPolicy.apply(created, settings);
    String account = Stack.of(this).getAccount();
    created.addToResourcePolicy(
        service("AlarmsOfThisAccount", "cloudwatch.amazonaws.com")
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", account)))
            .build());
    String region = Stack.of(this).getRegion();
    String groups = "arn:" + Stack.of(this).getPartition() + ":logs:" + region + ":" + account;
    created.addToResourcePolicy(
        service("LogGroupsOfThisAccount", "logs." + region + ".amazonaws.com")
            .conditions(
                Map.of(
                    "ArnLike",
                    Map.of("kms:EncryptionContext:aws:logs:arn", groups + ":log-group:*")))
            .build());
    return created;
  }

  private static PolicyStatement.Builder service(String sid, String principal) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .principals(List.of(new ServicePrincipal(principal)))
        .actions(
            List.of(
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:GenerateDataKey*",
                "kms:ReEncrypt*"))
        .resources(List.of("*"));
  }
}
