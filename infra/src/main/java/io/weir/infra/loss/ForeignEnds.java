package io.weir.infra.loss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.infra.loss.Template.Resource;
import java.util.Optional;

/**
 * The ends of a mapping that are not the template's: what their owner says of them stands for what
 * the template does not say.
 *
 * @param stream as a resource with its retention
 * @param queue as a resource with its retention and time-out
 */
public record ForeignEnds(Optional<JsonNode> stream, Optional<JsonNode> queue) {

  /** Both ends are the template's own. */
  public static final ForeignEnds NONE = new ForeignEnds(Optional.empty(), Optional.empty());

  /** Returns a stream that keeps records for so long. */
  public static JsonNode stream(long hours) {
    return resource("AWS::Kinesis::Stream").put("RetentionPeriodHours", hours);
  }

  /** Returns a queue that keeps messages for so long, and hides what was received. */
  public static JsonNode queue(long retention, long visibility) {
    return resource("AWS::SQS::Queue")
        .put("MessageRetentionPeriod", retention)
        .put("VisibilityTimeout", visibility);
  }

  private static ObjectNode resource(String type) {
    return JsonNodeFactory.instance.objectNode().put("Type", type);
  }

  /** Returns what a reference leads to: a resource of the template, or what its owner says. */
  Optional<Resource> behind(Template template, JsonNode reference, Optional<JsonNode> foreign) {
    return template.behind(reference).or(() -> foreign.map(it -> of(reference, it)));
  }

  private static Resource of(JsonNode reference, JsonNode said) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("Type", said.path("Type"));
    body.set("Properties", said);
    String name = reference.isTextual() ? reference.asText() : reference.toString();
    return new Resource(name, body);
  }
}
