package io.weir.replayer.aws;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Attributes.Value;
import io.weir.replayer.letter.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/** A message's attributes, from and to SQS. */
final class SqsAttributes {

  /** The name by which all message attributes are asked for. */
  static final String ALL = "All";

  private SqsAttributes() {}

  static Attributes of(Message message) {
    Map<String, Value> own = new HashMap<>();
    message
        .messageAttributes()
        .forEach(
            (name, value) ->
                own.put(
                    name,
                    new Value(
                        value.dataType(),
                        Optional.ofNullable(value.stringValue()),
                        Optional.ofNullable(value.binaryValue())
                            .map(bytes -> Bytes.of(bytes.asByteArrayUnsafe())))));
    return new Attributes(
        own,
        Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER)));
  }

  static Map<String, MessageAttributeValue> own(Attributes attributes) {
    Map<String, MessageAttributeValue> own = new HashMap<>();
    attributes
        .own()
        .forEach(
            (name, value) ->
                own.put(
                    name,
                    MessageAttributeValue.builder()
                        .dataType(value.type())
                        .stringValue(value.text().orElse(null))
                        .binaryValue(
                            value
                                .bytes()
                                .map(bytes -> SdkBytes.fromByteArray(bytes.toArray()))
                                .orElse(null))
                        .build()));
    return own;
  }

  static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> system(
      Attributes attributes) {
    return attributes
        .traceHeader()
        .map(
            header ->
                Map.of(
                    MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                    MessageSystemAttributeValue.builder()
                        .dataType("String")
                        .stringValue(header)
                        .build()))
        .orElse(Map.of());
  }
}
