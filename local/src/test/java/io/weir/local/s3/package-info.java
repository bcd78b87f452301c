/** Tests of S3, as an SDK calls it. */
@NullMarked
package io.weir.local.s3;

import org.jspecify.annotations.NullMarked;
