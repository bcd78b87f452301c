package io.weir.chaos.foreign;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.weir.handler.StreamHandler;
import java.util.List;

/** Our function with the worst fault it could have: what it did not store it calls done as well. */
public final class Swallower implements RequestHandler<KinesisEvent, StreamsEventResponse> {

  private final StreamHandler ours = new StreamHandler();

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    ours.handleRequest(event, context);
    return new StreamsEventResponse(List.of());
  }
}
