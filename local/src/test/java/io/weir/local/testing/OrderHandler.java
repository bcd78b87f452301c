package io.weir.local.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A user's handler: it reports each record that does not look like a JSON object. */
final class OrderHandler implements RequestHandler<KinesisEvent, StreamsEventResponse> {

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    List<BatchItemFailure> failures =
        event.getRecords().stream()
            .map(KinesisEvent.KinesisEventRecord::getKinesis)
            .filter(it -> !StandardCharsets.UTF_8.decode(it.getData()).toString().startsWith("{"))
            .map(it -> new BatchItemFailure(it.getSequenceNumber()))
            .toList();
    return new StreamsEventResponse(failures);
  }
}
