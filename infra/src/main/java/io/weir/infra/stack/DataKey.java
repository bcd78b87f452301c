package io.weir.infra.stack;

import io.weir.infra.settings.Arn;
import io.weir.infra.settings.KeySettings;
import io.weir.infra.settings.KeySettings.Use;
import io.weir.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The key of the customer's own, if one is wanted: for the stream, the queue, the bucket, the table
 * and the log group alike. Not for the topic: a key that is disabled must not silence the alarms
 * about it.
 *
 * <p>A running stack goes one step at a time. A role gets its rights in the same deployment as the
 * key, and the data comes under the key in the next one: in one deployment CloudFormation would
 * change the queue before the role, and a dead letter written meanwhile is dropped (ESM-33).
 */
final class DataKey extends Construct {

  private final Optional<IKey> key;
  private final boolean encrypts;
  private final List<String> others;

  DataKey(Construct scope, String id, Settings settings) {
    super(scope, id);
    KeySettings wanted = settings.key();
    encrypts = wanted.use() == Use.ON;
    others = wanted.others().stream().map(Arn::text).toList();
    key =
        wanted.use() == Use.OFF
            ? Optional.empty()
            : Optional.of(
                wanted
                    .existing()
                    .map(it -> Key.fromKeyArn(this, "Key", it.text()))
                    .orElseGet(() -> create(settings)));
  }

  /** Returns the key that new data comes under. */
  Optional<IKey> encrypting() {
    return key.filter(it -> encrypts);
  }

  /** Returns what a reader of the stream, the queue or the bucket needs. */
  Optional<PolicyStatement> decrypt() {
    return on(every(), "kms:Decrypt");
  }

  /** Returns what a writer to the queue or the bucket needs. */
  Optional<PolicyStatement> generate() {
    return on(key.stream().map(IKey::getKeyArn).toList(), "kms:GenerateDataKey");
  }

  /**
   * Returns what the function's role needs: it reads the stream, sends to the queue or the bucket,
   * and reads and writes the table. Without it dead letters would be dropped in silence (ESM-33).
   */
  Optional<PolicyStatement> use() {
    return on(
        every(),
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo");
  }

  private List<String> every() {
    return Stream.concat(key.stream().map(IKey::getKeyArn), others.stream()).toList();
  }

  private static Optional<PolicyStatement> on(List<String> keys, String... actions) {
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PolicyStatement.Builder.create().actions(List.of(actions)).resources(keys).build());
  }

  private IKey create(Settings settings) {
    Key created =
        Key.Builder.create(this, "Key")
            .description("Weir " + settings.stage().name() + ": events on their way")
            .enableKeyRotation(true)
            .build();
    RetainPolicy.apply(created, settings);
    String account = Stack.of(this).getAccount();
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
