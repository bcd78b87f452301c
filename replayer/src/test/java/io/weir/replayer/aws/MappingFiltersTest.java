package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The filter that counts is the one of the mapping that has given the batch up. */
class MappingFiltersTest {

  private static final String STREAM = "arn:aws:kinesis:us-east-1:123456789012:stream/orders";
  private static final String CONSUMER = STREAM + "/consumer/weir:1789809000";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:ingest";
  private static final String ORDERS = "{\"data\":{\"type\":[\"order\"]}}";
  private static final String BILLS = "{\"data\":{\"type\":[\"bill\"]}}";

  private final List<String> notes = new ArrayList<>();
  private final Pointer pointer;

  MappingFiltersTest() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("../testdata/pointers/consumer.json"));
    pointer = (Pointer) LetterReader.read(Bytes.of(bytes));
  }

  private boolean takes(String type, Map<String, String> patterns) {
    String alias = FUNCTION + ":live";
    RecoveredRecord record =
        new RecoveredRecord(
            new Coordinates(
                pointer.range().stream(), pointer.range().shardId(), pointer.range().start()),
            "key-1",
            Bytes.of("{\"type\":\"%s\"}".formatted(type).getBytes(StandardCharsets.UTF_8)),
            Instant.parse("2026-09-19T09:11:14Z"));
    return new MappingFilters(new MappingList(alias, patterns), notes::add).takes(pointer, record);
  }

  @Test
  void ofTwoMappingsOfOneFunctionTheSourceOfThePointerTells() {
    Map<String, String> both = Map.of(STREAM, ORDERS, CONSUMER, BILLS);

    assertThat(takes("bill", both)).isTrue();
    assertThat(takes("order", both)).isFalse();
    assertThat(notes).isEmpty();
  }

  @Test
  void aSingleMappingOfTheFunctionCountsWhateverItReadsThrough() {
    assertThat(takes("order", Map.of(STREAM, ORDERS))).isTrue();
    assertThat(takes("bill", Map.of(STREAM, ORDERS))).isFalse();
  }

  @Test
  void whereNoMappingIsFoundItIsSaidOnceThatNoFilterIsKnown() {
    assertThat(takes("order", Map.of())).isTrue();
    assertThat(notes)
        .containsExactly(
            "the mapping's filter is not known: 0 mappings invoke "
                + FUNCTION
                + ":live from "
                + CONSUMER);
  }
}
