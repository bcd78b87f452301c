package io.weir.replayer.aws;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.queue.DeadLetterQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects under a prefix: Lambda's on-failure destination in S3, or a rescue's vault. */
public final class S3Queue implements DeadLetterQueue {

  private final Supplier<S3Client> s3;
  private final S3Location location;

  /** Reads the objects under a prefix. */
  public S3Queue(Supplier<S3Client> s3, S3Location location) {
    this.s3 = s3;
    this.location = location;
  }

  @Override
  public String name() {
    return location.toString();
  }

  @Override
  public Peek peek(int limit) throws QueueException {
    List<Letter> letters = new ArrayList<>();
    boolean more = false;
    try {
      for (S3Object object :
          s3.get()
              .listObjectsV2Paginator(it -> it.bucket(location.bucket()).prefix(location.prefix()))
              .contents()) {
        if (letters.size() == limit) {
          more = true;
          break;
        }
        letters.add(
            LetterReader.readFromFile(
                Bytes.of(
                    s3.get()
                        .getObjectAsBytes(it -> it.bucket(location.bucket()).key(object.key()))
                        .asByteArrayUnsafe())));
      }
    } catch (SdkException e) {
      throw new QueueException(Failure.of(e).message(), e);
    }
    return new Peek(letters, Optional.empty(), 0, Optional.empty(), !more);
  }
}
