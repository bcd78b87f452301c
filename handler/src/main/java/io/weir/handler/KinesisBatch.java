package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

/**
 * A way to go through a batch: Weir's own, or that of Powertools, whose method has the same shape.
 *
 * <p>It reports every record that failed, and never returns null: Lambda takes null for success
 * (ESM-44).
 */
@FunctionalInterface
public interface KinesisBatch {

  /** Processes a batch, and returns the sequence numbers of all records that failed. */
  StreamsEventResponse process(KinesisEvent event, Context context);
}
