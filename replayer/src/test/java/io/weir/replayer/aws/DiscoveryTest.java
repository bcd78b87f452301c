package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.StreamArn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What belongs to a pipeline is found from what Lambda lists. */
class DiscoveryTest {

  private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:store";

  @Test
  void aStreamsMappingsAreThoseOfItsConsumersToo() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String source : List.of("", "/consumer/fast:1767225600", "-of-others")) {
      all.put(STREAM + source, "{}");
    }
    MappingList account = new MappingList(FUNCTION, all);

    List<Discovery.Mapping> found =
        new Discovery(account).mappingsFrom(StreamArn.parse(STREAM).orElseThrow());

    assertThat(found).extracting(Discovery.Mapping::uuid).containsExactly("m-0", "m-1");
  }
}
