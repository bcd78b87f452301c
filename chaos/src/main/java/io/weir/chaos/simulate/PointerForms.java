package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

/** The forms in which a true pointer comes: each says the same. */
final class PointerForms {

  private static final JsonMapper JSON = new JsonMapper();

  private PointerForms() {}

  /**
   * Returns a pointer through a topic, of an alias, of a consumer, or with more than today's.
   *
   * @param filtered whether the mapping has a filter: it is found by the function that the mapping
   *     names, which is no alias here
   */
  static String draw(String pointer, boolean filtered, SplittableRandom random) {
    int form = random.nextInt(filtered ? 4 : 5);
    if (form == 0) {
      return ForeignLetters.bySns(pointer);
    }
    ObjectNode letter = read(pointer);
    ObjectNode request = letter.withObject("/requestContext");
    ObjectNode batch = letter.withObject("/KinesisBatchInfo");
    switch (form) {
      case 1 -> batch.put("streamArn", StreamService.ARN + "/consumer/weir:1767225600");
      case 2 -> {
        request.put("condition", "SomethingNew").remove("requestId");
        letter.put("version", "1.1").putObject("newMember").put("a", 1);
      }
      case 3 -> {
        request.remove("approximateInvokeCount");
        letter.putNull("payload").remove("responseContext");
      }
      default -> request.put("functionArn", FunctionHost.ARN + ":live");
    }
    return letter.toString();
  }

  private static ObjectNode read(String pointer) {
    try {
      return (ObjectNode) JSON.readTree(pointer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
