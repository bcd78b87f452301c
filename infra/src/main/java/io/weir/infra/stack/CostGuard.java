package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.constructs.Construct;

/**
 * A budget for what has the stage's tag, if one is wanted. It tells when the month's costs will
 * probably exceed it, and when they have.
 */
final class CostGuard extends Construct {

  CostGuard(Construct scope, String id, Settings settings) {
    super(scope, id);
    settings.audience().budget().ifPresent(dollars -> add(settings, dollars));
  }

  private void add(Settings settings, int dollars) {
    String mail = settings.audience().alarmEmail().orElseThrow();
    CfnBudget.Builder.create(this, "Budget")
        .budget(
            BudgetDataProperty.builder()
                .budgetName(settings.names().stack())
                .budgetType("COST")
                .timeUnit("MONTHLY")
                .budgetLimit(SpendProperty.builder().amount(dollars).unit("USD").build())
                .costFilters(
                    Map.of("TagKeyValue", List.of("user:stage$" + settings.stage().name())))
                .build())
        .notificationsWithSubscribers(List.of(told("FORECASTED", mail), told("ACTUAL", mail)))
        .build();
  }

  private static NotificationWithSubscribersProperty told(String type, String mail) {
    return NotificationWithSubscribersProperty.builder()
        .notification(
            NotificationProperty.builder()
                .notificationType(type)
                .comparisonOperator("GREATER_THAN")
                .threshold(100)
                .thresholdType("PERCENTAGE")
                .build())
        .subscribers(
            List.of(SubscriberProperty.builder().subscriptionType("EMAIL").address(mail).build()))
        .build();
  }
}
