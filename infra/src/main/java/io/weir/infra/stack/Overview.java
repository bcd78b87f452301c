package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.constructs.Construct;

/** The dashboard: where the records are, from left to right as they travel. */
final class Overview extends Construct {

  Overview(Construct scope, String id, Settings settings, Metrics signals, List<IAlarm> alarms) {
    super(scope, id);
    List<IMetric> table = new ArrayList<>(List.of(signals.tableThrottled()));
    index(settings).map(signals::indexThrottled).ifPresent(table::add);
    Dashboard.Builder.create(this, "Dashboard")
        .dashboardName("weir-" + settings.stage().label())
        .defaultInterval(Duration.hours(12))
        .build()
        .addWidgets(
            AlarmStatusWidget.Builder.create().title("Alarms").alarms(alarms).width(24).build(),
            graph(
                "Stream",
                List.of(
                    signals.incoming(),
                    signals.streamWritesThrottled(),
                    signals.streamReadsThrottled())),
            graph("How far behind", List.of(signals.iteratorAge())),
            graph(
                "What the mapping read, and what became of it",
                List.of(
                    signals.mapping("PolledEventCount"),
                    signals.mapping("InvokedEventCount"),
                    signals.mapping("OnFailureDestinationDeliveredEventCount"),
                    signals.mapping("DroppedEventCount"))),
            graph(
                "Function", List.of(signals.invocations(), signals.errors(), signals.throttles())),
            graph("Duration", List.of(signals.duration())),
            graph(
                "Events",
                List.of(
                    signals.events("Stored"),
                    signals.events("Duplicate"),
                    signals.events("Rejected"),
                    signals.events("Parked"),
                    signals.events("Deferred"))),
            graph("Dead letters", List.of(signals.waiting())),
            graph("Oldest dead letter received less than three times", List.of(signals.oldest())),
            graph("Table", table));
  }

  private static Optional<String> index(Settings settings) {
    return settings.index() ? Optional.of(EventStore.INDEX) : Optional.empty();
  }

  private static GraphWidget graph(String title, List<IMetric> metrics) {
    return GraphWidget.Builder.create().title(title).left(metrics).width(8).build();
  }
}
