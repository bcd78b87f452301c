package io.weir.chaos.simulate;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/**
 * What a message carries beside its body.
 *
 * @param attributes those of its sender, by their names
 * @param trace the header of its trace; empty if there is none
 */
record Carried(Map<String, MessageAttributeValue> attributes, String trace) {

  static final Carried NOTHING = new Carried(Map.of(), "");

  /** Takes what a send has. */
  static Carried of(
      Map<String, MessageAttributeValue> attributes,
      Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> system) {
    MessageSystemAttributeValue trace =
        system.get(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER);
    return new Carried(Map.copyOf(attributes), trace == null ? "" : trace.stringValue());
  }

  /** What Lambda's destination sends while tracing is on, and an attribute that was added later. */
  static Carried traced(String number) {
    return new Carried(
        Map.of(
            "ticket",
            MessageAttributeValue.builder().dataType("String").stringValue(number).build()),
        "Root=1-00000000-" + number);
  }
}
