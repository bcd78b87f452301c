package io.weir.local.s3;

import java.io.Serial;

/** A request that S3 refuses, with its status and its code. */
final class S3Error extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private S3Error(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static S3Error noSuchBucket() {
    return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  static S3Error noSuchKey() {
    return new S3Error(404, "NoSuchKey", "The specified key does not exist.");
  }

  static S3Error bucketNotEmpty() {
    return new S3Error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
  }

  static S3Error invalidBucketName() {
    return new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.");
  }

  static S3Error invalidArgument(String message) {
    return new S3Error(400, "InvalidArgument", message);
  }

  static S3Error badDigest() {
    return new S3Error(
        400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
  }

  static S3Error invalidRange() {
    return new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
  }

  static S3Error notImplemented(String what) {
    return new S3Error(501, "NotImplemented", "The local S3 does not know " + what);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
