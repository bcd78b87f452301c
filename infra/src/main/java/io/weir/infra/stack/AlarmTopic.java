package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Where alarms go, when they begin and when they end. */
final class AlarmTopic extends Construct {

  private final Topic topic;

  AlarmTopic(Construct scope, String id, Settings settings, DataKey key) {
    super(scope, id);
    Topic.Builder builder = Topic.Builder.create(this, "Topic").enforceSsl(true);
    // Without a key of the customer's own it is not encrypted: alarms cannot publish to a topic
    // under aws/sns (CW-60), and what they say holds no data.
    key.key().ifPresent(builder::masterKey);
    topic = builder.build();
    // A policy of the topic's own replaces the default one, which lets this account's alarms
    // publish (CW-61). So it has to be said again.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsOfThisAccount")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
    settings
        .audience()
        .alarmEmail()
        .ifPresent(
            mail -> {
              topic.addSubscription(new EmailSubscription(mail));
              Reason.why(
                  topic,
                  "Serverless-SNSRedrivePolicy",
                  "a mail that cannot be delivered leaves its alarm standing");
            });
  }

  void receive(Alarm alarm) {
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
  }

  String arn() {
    return topic.getTopicArn();
  }
}
