package io.weir.local.s3;

import io.weir.local.http.Request;
import io.weir.local.s3.Bucket.StoredObject;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that a client sends along: an object that does not fit them is refused. */
final class Checks {

  private Checks() {}

  static void check(Request request, StoredObject object) {
    String md5 =
        Base64.getEncoder()
            .encodeToString(HexFormat.of().parseHex(object.etag().replace("\"", "")));
    boolean fits =
        request.header("Content-MD5").map(md5::equals).orElse(true)
            && fits(request, "x-amz-checksum-crc32", new CRC32(), object)
            && fits(request, "x-amz-checksum-crc32c", new CRC32C(), object);
    if (!fits) {
      throw S3Error.badDigest();
    }
  }

  private static boolean fits(
      Request request, String header, Checksum checksum, StoredObject object) {
    checksum.update(object.content());
    String sum =
        Base64.getEncoder()
            .encodeToString(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return request.header(header).map(sum::equals).orElse(true);
  }
}
