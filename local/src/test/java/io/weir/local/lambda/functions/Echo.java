package io.weir.local.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reports every record whose data begins with "bad". */
public final class Echo implements RequestHandler<KinesisEvent, StreamsEventResponse> {

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    List<BatchItemFailure> failures =
        event.getRecords().stream()
            .map(KinesisEvent.KinesisEventRecord::getKinesis)
            .filter(r -> StandardCharsets.UTF_8.decode(r.getData()).toString().startsWith("bad"))
            .map(r -> new BatchItemFailure(r.getSequenceNumber()))
            .toList();
    return new StreamsEventResponse(failures);
  }
}
