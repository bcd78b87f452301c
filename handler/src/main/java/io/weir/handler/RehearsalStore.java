package io.weir.handler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A transport without a network: it takes each call for a batch of inserts as large as the
 * rehearsal's, and answers that all of them worked.
 */
final class RehearsalStore implements SdkHttpClient {
  private static final byte[] ANSWER =
      ("{\"Responses\":["
              + String.join(",", Collections.nCopies(RehearsalBatch.RECORDS, "{}"))
              + "]}")
          .getBytes(StandardCharsets.UTF_8);

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (request.contentStreamProvider().isPresent()) {
          read(request.contentStreamProvider().get());
        }
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(200)
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .putHeader("Content-Length", Integer.toString(ANSWER.length))
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ANSWER)))
            .build();
      }

      @Override
      public void abort() {
        // The answer is there at once: there is nothing to break off.
      }
    };
  }

  private static void read(ContentStreamProvider body) throws IOException {
    try (InputStream bytes = body.newStream()) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public String clientName() {
    return "Rehearsal";
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
