package io.weir.local.testing;

import java.util.List;
import java.util.stream.Collectors;

/** What failure messages call the records. */
record Names(List<PutRecord> records) {

  Names {
    records = List.copyOf(records);
  }

  /** Names each number's record; a record that the test did not put goes by its last digits. */
  String list(String shardId, List<String> sequenceNumbers) {
    return sequenceNumbers.stream()
        .map(number -> name(shardId, number))
        .collect(Collectors.joining(" ", "[", "]"));
  }

  private String name(String shardId, String number) {
    return records.stream()
        .filter(it -> it.shardId().equals(shardId) && it.sequenceNumber().equals(number))
        .findFirst()
        .map(PutRecord::name)
        .orElseGet(() -> "?" + number.substring(Math.max(0, number.length() - 8)));
  }
}
