package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.constructs.Construct;

/** Saved queries of the function's log, in a folder with the stack's name. */
final class SavedQueries extends Construct {

  /** Members of a line are those of the function's log: see docs/runbook.md. */
  private static final Map<String, String> QUERIES =
      new TreeMap<>(
          Map.of(
              "rejected",
              "filter ispresent(reason) | stats count(*) as records by reason | sort records desc",
              "failures",
              "filter level in [\"ERROR\", \"WARN\"] | sort @timestamp desc | limit 200",
              "invocations",
              "filter type = \"platform.report\" | stats count(*) as invocations,"
                  + " pct(record.metrics.durationMs, 99) as p99, max(record.metrics.maxMemoryUsedMB)"
                  + " as memory by bin(5m)",
              "restores",
              "filter type = \"platform.restoreReport\" | stats count(*) as restores,"
                  + " pct(record.metrics.durationMs, 99) as p99 by bin(1h)"));

  SavedQueries(Construct scope, String id, Settings settings, String logGroup) {
    super(scope, id);
    QUERIES.forEach(
        (name, query) ->
            CfnQueryDefinition.Builder.create(this, name)
                .name(settings.names().stack() + "/" + name)
                .queryString(query)
                .logGroupNames(List.of(logGroup))
                .build());
  }
}
