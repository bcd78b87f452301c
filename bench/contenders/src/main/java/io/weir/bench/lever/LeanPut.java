package io.weir.bench.lever;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Streams the event, and puts each payload as it is, over the JDK's HTTP client. */
public class LeanPut implements RequestStreamHandler {
  private static final JsonFactory JSON = new JsonFactory();

  private final DynamoDbClient client;

  /** Lambda calls this. */
  public LeanPut() {
    this(UrlConnectionHttpClient.create());
  }

  LeanPut(SdkHttpClient http) {
    client = DynamoDbClient.builder().httpClient(http).build();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    try (JsonParser json = JSON.createParser(in)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals("data")) {
          json.nextToken();
          Put.one(client, new String(json.getBinaryValue(), StandardCharsets.UTF_8));
        }
      }
    }
    out.write(Floor.NO_FAILURES);
  }
}
