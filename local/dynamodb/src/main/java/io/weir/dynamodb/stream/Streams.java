package io.weir.dynamodb.stream;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.operation.Engine.StreamName;
import io.weir.dynamodb.table.Change;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.TableDefinition;
import io.weir.dynamodb.table.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The streams of all tables, of today and of the last 24 hours. For many threads. */
public final class Streams implements Tables.Listener {

  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Map<String, ChangeLog> byArn = new ConcurrentHashMap<>();
  private final Map<String, ChangeLog> current = new ConcurrentHashMap<>();

  /** Begins without any. */
  public Streams(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void defined(Table table, @Nullable TableDefinition before) {
    TableDefinition now = table.definition();
    String view = now.options().streamView();
    String old = before == null ? null : before.options().streamView();
    if (view == null) {
      dropped(table);
    } else if (old == null) {
      ChangeLog log = new ChangeLog(origin(table), now);
      byArn.put(log.origin().arn(), log);
      current.put(table.identity().id(), log);
    }
  }

  /** Two streams of one table have two labels, even if they begin in one millisecond. */
  private ChangeLog.Origin origin(Table table) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    while (byArn.containsKey(arn(table, at))) {
      at = at.plusMillis(1);
    }
    return new ChangeLog.Origin(arn(table, at), LABEL.format(at), at);
  }

  private static String arn(Table table, Instant at) {
    return table.identity().arn() + "/stream/" + LABEL.format(at);
  }

  @Override
  public void dropped(Table table) {
    ChangeLog log = current.remove(table.identity().id());
    if (log != null) {
      log.close();
    }
  }

  @Override
  public void changed(List<Change> changes) {
    add(changes, false);
  }

  @Override
  public void expired(List<Change> changes) {
    add(changes, true);
  }

  private void add(List<Change> changes, boolean expired) {
    for (Change change : changes) {
      ChangeLog log = current.get(change.table().identity().id());
      if (log != null) {
        log.add(change, expired);
      }
    }
  }

  /** Returns a table's stream, if it has one. */
  public Optional<StreamName> latest(Table table) {
    return Optional.ofNullable(current.get(table.identity().id()))
        .map(log -> new StreamName(log.origin().arn(), log.origin().label()));
  }

  /** Returns all streams that can be read, in the order of their ARNs. */
  List<ChangeLog> all() {
    Instant now = clock.instant();
    byArn.values().removeIf(log -> !log.trim(now) && isOld(log, now));
    List<ChangeLog> all = new ArrayList<>(byArn.values());
    all.sort(Comparator.comparing(log -> log.origin().arn()));
    return all;
  }

  private static boolean isOld(ChangeLog log, Instant now) {
    return log.origin().created().plus(ChangeLog.RETENTION).isBefore(now);
  }

  /** Returns a stream, without what is too old. */
  ChangeLog named(String arn) {
    ChangeLog log = byArn.get(arn);
    if (log == null) {
      throw DynamoDbException.notFound(
          "Requested resource not found: Stream: " + arn + " not found");
    }
    log.trim(clock.instant());
    return log;
  }
}
