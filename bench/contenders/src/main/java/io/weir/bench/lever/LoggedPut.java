package io.weir.bench.lever;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link LeanPut} with a line in the sample's log: Log4j, Powertools' JSON layout. */
public final class LoggedPut extends LeanPut {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedPut.class);

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    super.handleRequest(in, out, context);
    LOG.info("done");
  }
}
