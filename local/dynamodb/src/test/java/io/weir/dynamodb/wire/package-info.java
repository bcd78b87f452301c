/** The engine on the wire, for trying. */
@NullMarked
package io.weir.dynamodb.wire;

import org.jspecify.annotations.NullMarked;
