package io.weir.replayer.aws;

import io.weir.replayer.archive.FileQueue;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.queue.LetterSource;
import io.weir.replayer.queue.QueueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects under a prefix: Lambda's on-failure destination in S3, or a rescue's vault. */
public final class S3Queue implements LetterSource {

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
  public Peek peek(int limit, BooleanSupplier stop) {
    Map<String, Letter> letters = new LinkedHashMap<>(); // one letter may have several copies
    boolean more = false;
    List<String> unread = new ArrayList<>();
    try {
      for (S3Object object :
          s3.get()
              .listObjectsV2Paginator(it -> it.bucket(location.bucket()).prefix(location.prefix()))
              .contents()) {
        if (letters.size() == limit || stop.getAsBoolean()) {
          more = true;
          break;
        }
        read(object.key())
            .ifPresentOrElse(
                letter -> letters.merge(letter.id(), letter, FileQueue::joined),
                () -> unread.add(object.key()));
      }
    } catch (SdkException e) {
      throw new QueueException(Failure.of(e).message(), e);
    }
    unread.forEach(key -> letters.put(key, unread(key)));
    return new Peek(
        List.copyOf(letters.values()),
        Optional.empty(),
        0,
        Optional.empty(),
        !more && unread.isEmpty());
  }

  private static Letter unread(String key) {
    return new Letter(
        key,
        Optional.empty(),
        Bytes.of(new byte[0]),
        Optional.empty(),
        Optional.empty(),
        0,
        Attributes.NONE,
        new UnreadableMessage(
            UnreadableMessage.Kind.EMPTY, "the object is gone since it was listed, or archived"));
  }

  /** Returns nothing for an object that went away since it was listed, or lies in an archive. */
  private Optional<Letter> read(String key) {
    try {
      return Optional.of(
          LetterReader.readFromFile(
              Bytes.of(
                  s3.get()
                      .getObjectAsBytes(it -> it.bucket(location.bucket()).key(key))
                      .asByteArrayUnsafe())));
    } catch (NoSuchKeyException | InvalidObjectStateException e) {
      return Optional.empty();
    }
  }
}
