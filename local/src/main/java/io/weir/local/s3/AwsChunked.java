package io.weir.local.s3;

import io.weir.local.http.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The body that the SDKs send in signed chunks: each has its size in hexadecimal, a signature, and
 * the bytes; after the empty last one come checksums.
 */
final class AwsChunked {

  private AwsChunked() {}

  /** Returns the content of a request, taken out of its chunks if it came in some. */
  static byte[] content(Request request) {
    boolean chunked =
        request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-")
            || request.header("Content-Encoding").orElse("").contains("aws-chunked");
    return chunked ? join(request.body()) : request.body();
  }

  private static byte[] join(byte[] body) {
    ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
    int at = 0;
    while (true) {
      int lineEnd = endOfLine(body, at);
      String line = new String(body, at, lineEnd - at, StandardCharsets.US_ASCII);
      int size = size(line.split(";", 2)[0]);
      if (size == 0) {
        return content.toByteArray();
      }
      int from = lineEnd + 2;
      if (size > body.length - from - 2) {
        throw S3Error.invalidArgument("A chunk is longer than the body");
      }
      content.write(body, from, size);
      at = from + size + 2;
    }
  }

  private static int endOfLine(byte[] body, int from) {
    for (int at = from; at + 1 < body.length; at++) {
      if (body[at] == '\r' && body[at + 1] == '\n') {
        return at;
      }
    }
    throw S3Error.invalidArgument("The body ends before its last chunk");
  }

  private static int size(String hexadecimal) {
    try {
      return Integer.parseUnsignedInt(hexadecimal.strip(), 16) & Integer.MAX_VALUE;
    } catch (NumberFormatException e) {
      throw S3Error.invalidArgument("A chunk without its size");
    }
  }
}
