package io.weir.bench.redrive;

import io.weir.local.books.QueueContents;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The dead-letter queue, as those see it who fill it and count what is left. */
final class Queue implements AutoCloseable {
  private static final int AT_ONCE = 10;

  private final SqsClient sqs;
  private final String url;

  private Queue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /** Makes a queue of that name. */
  static Queue create(URI endpoint, String name) {
    SqsClient sqs =
        SqsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
            .build();
    return new Queue(sqs, sqs.createQueue(queue -> queue.queueName(name)).queueUrl());
  }

  String url() {
    return url;
  }

  void fill(List<String> letters) {
    for (int from = 0; from < letters.size(); from += AT_ONCE) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (String letter : letters.subList(from, Math.min(from + AT_ONCE, letters.size()))) {
        String id = Integer.toString(entries.size());
        entries.add(SendMessageBatchRequestEntry.builder().id(id).messageBody(letter).build());
      }
      SendMessageBatchResponse sent =
          sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
      if (sent.hasFailed() && !sent.failed().isEmpty()) {
        throw new IllegalStateException("not sent: " + sent.failed());
      }
    }
  }

  /** Returns how many are left, hidden ones included. */
  long left() {
    return QueueContents.depth(sqs, url);
  }

  @Override
  public void close() {
    sqs.close();
  }
}
