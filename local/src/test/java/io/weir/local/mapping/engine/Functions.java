package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Target.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Functions that the mapping calls in tests. */
final class Functions {

  private Functions() {}

  /** Reports each of the named records that a batch holds, and does the others. */
  static Function<List<ShardRecord>, Outcome> reporting(String... poison) {
    Set<String> named = Set.of(poison);
    return batch ->
        returning(
            batch.stream()
                .map(ShardRecord::sequenceNumber)
                .filter(named::contains)
                .map(number -> "{\"itemIdentifier\":\"" + number + "\"}")
                .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}")));
  }

  static Function<List<ShardRecord>, Outcome> answering(String json) {
    return batch -> returning(json);
  }

  static Function<List<ShardRecord>, Outcome> throwing() {
    return batch -> new Outcome.FunctionFailed();
  }

  private static Outcome returning(String json) {
    return new Outcome.Returned(json.getBytes(StandardCharsets.UTF_8));
  }
}
