/** S3, as far as on-failure objects need it: buckets and whole objects, in memory or on disk. */
@NullMarked
package io.weir.local.s3;

import org.jspecify.annotations.NullMarked;
