package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Where alarms go, when they begin and when they end: a topic, or one that is there already. */
final class AlarmTopic extends Construct {

  private final ITopic topic;

  AlarmTopic(Construct scope, String id, Settings settings) {
    super(scope, id);
    topic =
        settings
            .existing()
            .topic()
            .<ITopic>map(it -> Topic.fromTopicArn(this, "Topic", it.text()))
            .orElseGet(this::own);
    settings.audience().alarmEmail().ifPresent(this::subscribe);
  }

  /**
   * It is not encrypted: alarms cannot publish to a topic under aws/sns (CW-60), under a key of the
   * customer's own they would be silent when that key is disabled, and what they say holds no data.
   */
  private Topic own() {
    Topic created = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
    // A policy of the topic's own replaces the default one, which lets this account's alarms
    // publish (CW-61). So it has to be said again.
    created.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsOfThisAccount")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(created.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
    return created;
  }

  private void subscribe(String mail) {
    topic.addSubscription(new EmailSubscription(mail));
    Reason.why(
        topic,
        "Serverless-SNSRedrivePolicy",
        "a mail that cannot be delivered leaves its alarm standing");
  }

  void receive(AlarmBase alarm) {
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
  }

  /** The same for one that says the same again each day: its end says nothing. */
  void receiveBeginning(AlarmBase alarm) {
    alarm.addAlarmAction(new SnsAction(topic));
  }

  String arn() {
    return topic.getTopicArn();
  }
}
