package io.weir.bench.lever;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Takes the event and does nothing: the virtual machine and AWS's runtime client, no more. */
public final class Floor implements RequestStreamHandler {
  static final byte[] NO_FAILURES =
      "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.US_ASCII);

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
    out.write(NO_FAILURES);
  }
}
