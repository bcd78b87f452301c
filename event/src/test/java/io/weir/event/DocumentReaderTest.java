package io.weir.event;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is the producer's fault, and what is Weir's. */
class DocumentReaderTest {

  /** As a rejection it would be parked, and the producer blamed. */
  @Test
  void aFaultOfOurOwnIsNoVerdictOnTheText() throws IOException {
    try (JsonParser faulty =
        new JsonParserDelegate(new JsonFactory().createParser("{\"a\":1}")) {
          @Override
          public JsonToken nextToken() {
            throw new IllegalStateException("a bug");
          }
        }) {
      assertThatThrownBy(
              () ->
                  DocumentReader.read(
                      faulty, new DocumentReader.Rules(PointerSet.of(List.of()), false, 1_000)))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
