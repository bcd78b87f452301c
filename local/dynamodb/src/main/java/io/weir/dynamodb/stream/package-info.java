/** DynamoDB Streams: what changed in tables whose definition asks for it, for 24 hours. */
@NullMarked
package io.weir.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
