package io.weir.replayer.aws;

import io.weir.replayer.archive.Vault;
import io.weir.replayer.letter.Bytes;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Copies as objects of S3, which shows an object whole or not at all. */
public final class S3Vault implements Vault {

  private final Supplier<S3Client> s3;
  private final S3Location location;

  /** Keeps copies under a prefix. */
  public S3Vault(Supplier<S3Client> s3, S3Location location) {
    this.s3 = s3;
    this.location = location;
  }

  @Override
  public String name() {
    return location.toString();
  }

  @Override
  public boolean has(String file) throws IOException {
    try {
      s3.get().headObject(it -> it.bucket(location.bucket()).key(location.prefix() + file));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    } catch (SdkException e) {
      throw new IOException(Failure.of(e).message(), e);
    }
  }

  @Override
  public Optional<Bytes> get(String file) throws IOException {
    try {
      return Optional.of(
          Bytes.of(
              s3.get()
                  .getObjectAsBytes(
                      it -> it.bucket(location.bucket()).key(location.prefix() + file))
                  .asByteArrayUnsafe()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new IOException(Failure.of(e).message(), e);
    }
  }

  @Override
  public void put(String file, Bytes copy) throws IOException {
    try {
      s3.get()
          .putObject(
              it ->
                  it.bucket(location.bucket())
                      .key(location.prefix() + file)
                      .contentType("application/json"),
              RequestBody.fromBytes(copy.toArray()));
    } catch (SdkException e) {
      throw new IOException(Failure.of(e).message(), e);
    }
  }
}
