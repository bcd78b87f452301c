package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/** The dashboard: where the records are, from left to right as they travel. */
final class Overview extends Construct {

  Overview(Construct scope, String id, Settings settings, Metrics signals, List<IAlarm> alarms) {
    super(scope, id);
    Optional<String> index =
        settings.table().index().isThere() ? Optional.of(EventStore.INDEX) : Optional.empty();
    List<IMetric> throttled = new ArrayList<>(List.of(signals.tableThrottled()));
    index.map(signals::indexThrottled).ifPresent(throttled::add);
    List<IMetric> used = new ArrayList<>(List.of(signals.used(Optional.empty())));
    index.map(it -> signals.used(Optional.of(it))).ifPresent(used::add);
    Dashboard.Builder.create(this, "Dashboard")
        .dashboardName(settings.names().stack())
        .defaultInterval(Duration.hours(12))
        .build()
        .addWidgets(
            AlarmStatusWidget.Builder.create().title("Alarms").alarms(alarms).width(24).build(),
            graph(
                "Stream",
                signals.incoming(),
                signals.streamWritesThrottled(),
                signals.streamReadsThrottled()),
            graph("How far behind", signals.iteratorAge()),
            graph(
                "What the mapping read, and what became of it",
                signals.mapping("PolledEventCount"),
                signals.mapping("InvokedEventCount"),
                signals.mapping("OnFailureDestinationDeliveredEventCount"),
                signals.mapping("DroppedEventCount")),
            graph("Function", signals.invocations(), signals.errors(), signals.throttles()),
            graph("Invocations at once", signals.concurrency()),
            graph("Duration, longest and p99", signals.duration(), signals.usualDuration()),
            graph("Events by what became of them", fates(signals)),
            graph("Dead letters", signals.waiting(), signals.arrived()),
            graph("Oldest dead letter received less than three times", signals.oldest()),
            graph("Table throttled", throttled.toArray(IMetric[]::new)),
            graph("Write units used", used.toArray(IMetric[]::new)),
            links(settings));
  }

  private static IMetric[] fates(Metrics signals) {
    return Stream.of("Stored", "Duplicate", "Rejected", "Conflict", "Parked", "Deferred")
        .map(signals::events)
        .toArray(IMetric[]::new);
  }

  private static TextWidget links(Settings settings) {
    return TextWidget.Builder.create()
        .markdown(
            "Queries of the function's log: Logs Insights, saved queries, folder `%s`. What to do: %s"
                .formatted(settings.names().stack(), settings.audience().runbook()))
        .width(8)
        .height(6)
        .build();
  }

  private static GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create().title(title).left(List.of(metrics)).width(8).build();
  }
}
