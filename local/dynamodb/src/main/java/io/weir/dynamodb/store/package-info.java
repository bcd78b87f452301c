/** Tables on disk: what was confirmed is there after the process was killed. */
@NullMarked
package io.weir.dynamodb.store;

import org.jspecify.annotations.NullMarked;
