package io.weir.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An alarm of a template, evaluated as CloudWatch's guide says: values of a minute are gathered in
 * periods, and the last periods are counted. Of what CloudWatch adds on its own, a few more periods
 * where values are missing (CW-64), it knows nothing: what is heard here is heard there.
 */
final class CloudWatchAlarm {

  private final JsonNode alarm;
  private final Map<String, JsonNode> metrics = new HashMap<>();
  private String expression = "";

  CloudWatchAlarm(JsonNode alarm) {
    this.alarm = alarm;
    if (alarm.has("Metrics")) {
      for (JsonNode each : alarm.path("Metrics")) {
        if (each.has("Expression")) {
          expression = each.path("Expression").asText();
        } else {
          metrics.put(each.path("Id").asText(), each.path("MetricStat"));
        }
      }
    } else {
      metrics.put(alarm.path("MetricName").asText(), alarm);
    }
  }

  /** The values of a metric by the minute; not a number: nothing was published. */
  interface Series {

    /** Returns the value of a minute. */
    double at(int minute);
  }

  /** Returns the minutes at which it begins, within a time. */
  List<Integer> heard(Map<String, Series> published, int minutes) {
    List<OptionalDouble> values = new ArrayList<>();
    List<Integer> begins = new ArrayList<>();
    boolean standing = false;
    for (int end = period(); end <= minutes; end += period()) {
      values.add(value(published, end - period()));
      boolean breaching = state(values, standing);
      if (breaching && !standing) {
        begins.add(end);
      }
      standing = breaching;
    }
    return begins;
  }

  private boolean state(List<OptionalDouble> values, boolean standing) {
    int periods = alarm.path("EvaluationPeriods").asInt();
    int wanted = alarm.path("DatapointsToAlarm").asInt(periods);
    List<OptionalDouble> last = values.subList(Math.max(0, values.size() - periods), values.size());
    String missing = alarm.path("TreatMissingData").asText();
    long breaching =
        last.stream()
            .filter(it -> it.isEmpty() ? missing.equals("breaching") : isBeyond(it.getAsDouble()))
            .count();
    if (breaching >= wanted) {
      return true;
    }
    return missing.equals("ignore") && last.stream().anyMatch(OptionalDouble::isEmpty) && standing;
  }

  private boolean isBeyond(double value) {
    double threshold = alarm.path("Threshold").asDouble();
    return alarm.path("ComparisonOperator").asText().equals("GreaterThanThreshold")
        ? value > threshold
        : value <= threshold;
  }

  /** Returns the minutes of a period. */
  int period() {
    JsonNode first = metrics.values().iterator().next();
    return first.path("Period").asInt() / 60;
  }

  private OptionalDouble value(Map<String, Series> published, int begin) {
    if (expression.isEmpty()) {
      return of(published, metrics.keySet().iterator().next(), begin);
    }
    return switch (expression.replaceAll("HOUR\\(visible\\) == \\d+", "HOUR")) {
      case "FILL(visible, REPEAT) + hidden" -> {
        OptionalDouble visible = of(published, "visible", begin);
        double hidden = of(published, "hidden", begin).orElse(0);
        yield OptionalDouble.of(visible.orElse(repeated(published, begin)) + hidden);
      }
      case "IF(HOUR && MINUTE(visible) < 10, visible, 0)" -> {
        OptionalDouble visible = of(published, "visible", begin);
        int hour = Integer.parseInt(expression.replaceAll(".*== (\\d+) .*", "$1"));
        boolean now = begin / 60 % 24 == hour && begin % 60 < 10;
        yield visible.isEmpty() || now ? visible : OptionalDouble.of(0);
      }
      case "IF(incoming > 0 && FILL(polled, 0) < 1, 1, 0)" -> {
        OptionalDouble incoming = of(published, "incoming", begin);
        boolean unread = of(published, "polled", begin).orElse(0) < 1;
        yield incoming.isEmpty()
            ? incoming
            : OptionalDouble.of(incoming.getAsDouble() > 0 && unread ? 1 : 0);
      }
      case "FILL(inserts, 0) + FILL(reads, 0)" ->
          OptionalDouble.of(
              of(published, "inserts", begin).orElse(0) + of(published, "reads", begin).orElse(0));
      default -> throw new AssertionError("an expression that no table proves: " + expression);
    };
  }

  /** Returns the last value that there was, up to then. */
  private double repeated(Map<String, Series> published, int begin) {
    for (int earlier = begin; earlier >= 0; earlier -= period()) {
      OptionalDouble value = of(published, "visible", earlier);
      if (value.isPresent()) {
        return value.getAsDouble();
      }
    }
    return 0;
  }

  private OptionalDouble of(Map<String, Series> published, String name, int begin) {
    Series series = published.getOrDefault(name, minute -> Double.NaN);
    DoubleStream values =
        IntStream.range(begin, begin + period())
            .mapToDouble(series::at)
            .filter(it -> !Double.isNaN(it));
    JsonNode metric = metrics.getOrDefault(name, alarm);
    String statistic = metric.path("Stat").asText(metric.path("Statistic").asText());
    if (statistic.equals("Maximum")) {
      return values.max();
    }
    double[] all = values.toArray();
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(DoubleStream.of(all).sum());
  }
}
